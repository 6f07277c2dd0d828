/** A headset on its stand, and a tick: nothing is wrong with it. */
export function NoProblemsDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 180 124" aria-hidden="true">
      <path d="M90 78v26M62 110q28-10 56 0z" />
      <path d="M48 44c2-18 18-26 42-26s40 8 42 26" />
      <rect className="drawing-body" x="40" y="38" width="100" height="48" rx="18" />
      <path
        className="drawing-lens"
        d="M54 52q0-4 6-4h60q6 0 6 4v14q0 10-10 10h-10q-6 0-9-6-3-4-7-4t-7 4q-3 6-9 6H64q-10 0-10-10z"
      />
      <path className="drawing-accent" d="M140 26l9 9 18-21" />
    </svg>
  );
}
