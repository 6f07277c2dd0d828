import type { BulkAnswer } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { useTexts } from '../../../language/use-texts.ts';

type LeftOutCells = BulkAnswer['leftOut'];

/** Why cells stay open when all others are answered, and how many for each reason. */
export function LeftOut({ cells }: { readonly cells: LeftOutCells }) {
  const t = useTexts('inspections');
  const reasons = [...new Set(cells.map(({ because }) => because))];
  return (
    <ul className="inspection-left-out">
      {reasons.map((because) => (
        <li key={because}>
          {t(`takeOpen.because.${because}`, { count: cells.filter((cell) => cell.because === because).length })}
        </li>
      ))}
    </ul>
  );
}
