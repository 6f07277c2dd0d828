import { itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionSummary } from '../../../shared/domain/inspection/inspection-session.ts';
import type { ListedInspection } from '../../store/inspection-reader.ts';

/** Counted without reading the cells themselves. */
export function listedSummary({
  header,
  notes,
  checklist,
  seats,
  savedAt,
  results,
}: ListedInspection): InspectionSummary {
  const items = itemsOf(checklist);
  const cells = items.reduce((sum, { asked }) => sum + (asked === 'per-lab' ? 1 : seats), 0);
  const counted = (fits: (result: ListedInspection['results'][number]) => boolean) =>
    results.filter(fits).reduce((sum, result) => sum + result.cells, 0);
  const notApplicable = counted(({ reason }) => reason === 'not-applicable');
  return {
    ...header,
    savedAt,
    counts: {
      asked: cells - notApplicable,
      normal: counted(({ outcome }) => outcome === 'normal'),
      abnormal: counted(({ outcome }) => outcome === 'abnormal'),
      notInspected: counted(({ outcome }) => outcome === 'not-inspected') - notApplicable,
      notApplicable,
      // Rows of a signed inspection that somebody has deleted are said elsewhere; fewer than none are not open.
      open: Math.max(0, cells - counted(() => true)),
    },
    seats,
    decided: notes.conclusion?.decided ?? null,
  };
}
