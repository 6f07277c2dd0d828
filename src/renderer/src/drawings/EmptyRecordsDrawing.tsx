/** A clipboard with nothing on it yet, and a headset's outline behind it. */
export function EmptyRecordsDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 180 124" aria-hidden="true">
      <path d="M18 82c0-12 7-18 19-18h20M162 82c0-12-7-18-19-18h-20" />
      <path className="drawing-accent" d="M18 82v10c0 8 6 12 14 12h22M162 82v10c0 8-6 12-14 12h-22" />
      <rect className="drawing-body" x="56" y="18" width="68" height="92" rx="9" />
      <rect className="drawing-lens" x="74" y="10" width="32" height="16" rx="6" />
      <path d="M70 48h40M70 64h28M70 80h34" strokeDasharray="2 8" />
    </svg>
  );
}
