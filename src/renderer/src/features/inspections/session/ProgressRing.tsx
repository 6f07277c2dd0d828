import type { Counts } from '../../../../../shared/domain/inspection/cell.ts';

const RADIUS = 15;
const LENGTH = 2 * Math.PI * RADIUS;

/** How much is answered, as a ring; the figures stand beside it. */
export function ProgressRing({ counts, label }: { readonly counts: Counts; readonly label: string }) {
  const asked = Math.max(counts.asked, 1);
  const answered = counts.asked - counts.open;
  return (
    <span className="progress-ring">
      <progress className="only-heard" aria-label={label} max={asked} value={answered} />
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r={RADIUS} />
        <circle
          className="progress-ring-done"
          cx="18"
          cy="18"
          r={RADIUS}
          strokeDasharray={`${(answered / asked) * LENGTH} ${LENGTH}`}
          transform="rotate(-90 18 18)"
        />
      </svg>
    </span>
  );
}
