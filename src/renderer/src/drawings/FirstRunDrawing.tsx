/** A PC at its place, and the plate with the number of the seat that is still empty. */
export function FirstRunDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 180 124" aria-hidden="true">
      <rect className="drawing-body" x="36" y="10" width="92" height="62" rx="8" />
      <path d="M82 72v16M60 90h44M14 108h152" />
      <path d="M54 30h34M54 44h22" strokeDasharray="2 8" />
      <rect className="drawing-lens" x="112" y="50" width="50" height="36" rx="8" />
      <path className="drawing-accent" d="M124 76h26" />
    </svg>
  );
}
