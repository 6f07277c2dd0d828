import type { Counts } from '../../../../../shared/domain/inspection/cell.ts';
import { useTell } from '../words.ts';

/** How far it has come, as a bar and in words. */
export function ProgressBar({ counts, label }: { readonly counts: Counts; readonly label: string }) {
  const tell = useTell();
  const said = counts.asked - counts.open;
  return (
    <div className="inspection-progress">
      <progress aria-label={label} max={Math.max(counts.asked, 1)} value={said} />
      <span>
        {tell('progress.whole', { said, asked: counts.asked })}
        {counts.abnormal > 0 && (
          <strong className="inspection-abnormal"> {tell('progress.abnormal', { count: counts.abnormal })}</strong>
        )}
      </span>
    </div>
  );
}
