/** The screen of a PC: what is wrong is in a program. */
export function ScreenDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 140 104" aria-hidden="true">
      <rect className="drawing-body" x="10" y="8" width="120" height="72" rx="8" />
      <path d="M70 80v14M46 96h48" />
      <rect className="drawing-lens" x="26" y="24" width="52" height="38" rx="4" />
      <path className="drawing-accent" d="M26 34h52M90 30h22M90 44h22M90 58h14" />
    </svg>
  );
}
