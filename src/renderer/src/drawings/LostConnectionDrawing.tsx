/** A plug and its socket, apart. */
export function LostConnectionDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 180 72" aria-hidden="true">
      <path d="M6 36h32M142 36h32" />
      <path className="drawing-body" d="M38 20h20q12 0 12 16T58 52H38z" />
      <path className="drawing-body" d="M142 16h-22q-10 0-10 20t10 20h22z" />
      <path d="M70 29h12M70 43h12" />
      <path className="drawing-accent" d="M96 14v8M96 50v8" />
    </svg>
  );
}
