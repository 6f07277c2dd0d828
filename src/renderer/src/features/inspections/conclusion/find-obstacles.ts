import { lacksReason, resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { type Cells, isUnanswered, keyOf, type Spot, spotsOf } from '../session/cells.ts';

/** What prevents signing, with where to fix it. */
export type Obstacle =
  | { readonly what: 'open' | 'unreasoned'; readonly count: number; readonly spot: Spot }
  | { readonly what: 'unsaved'; readonly count: number }
  | { readonly what: 'undecided' | 'no-reason' | 'incomplete' | 'nothing-to-rectify' | 'no-inspector' };

/** Evidence that the checklist asks for and that is missing, which does not prevent signing. `spot` is the first one. */
interface MissingEvidence {
  readonly spot: Spot;
  readonly count: number;
}

const spotOf = ({ item, subject }: Spot): Spot => ({ item, subject });

/** @param report null while the proposal of the rules is unknown. */
export function findObstacles(
  session: InspectionSession,
  cells: Cells,
  unsaved: number,
  report: Pick<InspectionReport, 'conclusion' | 'toInspect'> | null,
): Obstacle[] {
  const open = spotsOf(session).filter((spot) => isUnanswered(cells.get(keyOf(spot))));
  const unreasoned = [...cells.values()].filter(lacksReason);
  const { conclusion, inspectors } = session.notes;
  const differs = conclusion !== null && report !== null && conclusion.decided !== report.conclusion.proposed;
  return [
    ...(open.length > 0 ? [{ what: 'open' as const, count: open.length, spot: open[0]! }] : []),
    ...(unreasoned.length > 0
      ? [{ what: 'unreasoned' as const, count: unreasoned.length, spot: spotOf(unreasoned[0]!) }]
      : []),
    ...(unsaved > 0 ? [{ what: 'unsaved' as const, count: unsaved }] : []),
    ...(conclusion === null ? [{ what: 'undecided' as const }] : []),
    ...(differs && conclusion.reason === '' ? [{ what: 'no-reason' as const }] : []),
    ...(!differs && conclusion?.reason === '' && report?.toInspect !== undefined
      ? [{ what: 'incomplete' as const }]
      : []),
    ...(conclusion?.decided === 'rectify' && session.problems.length + session.counts.notInspected === 0
      ? [{ what: 'nothing-to-rectify' as const }]
      : []),
    ...(inspectors.some((name) => name !== '') ? [] : [{ what: 'no-inspector' as const }]),
  ];
}

/** Abnormal items without the photo, note or value that the checklist asks for, and normal items without the value. */
export function findMissingEvidence(
  { checklist }: Pick<InspectionSession, 'checklist'>,
  cells: Cells,
): MissingEvidence | null {
  const evidenceByItem = new Map(
    checklist.sections.flatMap(({ items }) => items.map((item) => [item.id, item.evidence])),
  );
  const lacking = [...cells.values()].filter((cell) => {
    const outcome = resultOf(cell)?.outcome;
    const evidence = evidenceByItem.get(cell.item) ?? [];
    const unmeasured = evidence.includes('value') && (cell.answer?.value ?? null) === null;
    if (outcome !== 'abnormal') return outcome === 'normal' && unmeasured;
    return (
      unmeasured ||
      (evidence.includes('photo') && cell.photos.length === 0) ||
      (evidence.includes('note') && (cell.answer?.note ?? '') === '')
    );
  });
  const [first] = lacking;
  return first === undefined ? null : { spot: spotOf(first), count: lacking.length };
}
