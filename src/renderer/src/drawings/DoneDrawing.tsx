/** A form on a clipboard, filled in and ticked off: nothing more is to be done. */
export function DoneDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 180 124" aria-hidden="true">
      <rect className="drawing-body" x="50" y="18" width="68" height="92" rx="9" />
      <rect className="drawing-lens" x="68" y="10" width="32" height="16" rx="6" />
      <path d="M64 44h40M64 58h40M64 72h22" />
      <circle className="drawing-lens" cx="122" cy="86" r="22" />
      <path className="drawing-accent" d="m112 87 7 7 14-15" />
    </svg>
  );
}
