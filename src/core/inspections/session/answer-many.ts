import { type Answer, type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem } from '../../../shared/domain/inspection/checklist.ts';
import type { BulkAnswer } from '../../../shared/domain/inspection/inspection-session.ts';
import type { NotInspectedReason, Subject } from '../../../shared/domain/inspection/inspection-terms.ts';
import { fail, succeed } from '../../../shared/domain/result.ts';
import { type Edit, type StoredCell, type StoredInspection, cellAt } from '../../store/stored-inspection.ts';
import { askedCells } from './checklist.ts';
import { createConditions, type FillDependencies } from './fill-automatic.ts';

type BulkOutcome = Pick<BulkAnswer, 'filled' | 'leftOut'>;

/** An edit that answers many cells, and what came of it once it was decided. */
interface BulkEdit {
  readonly edit: Edit;
  readonly outcome: () => BulkOutcome;
}

/**
 * One answer for all open cells of an item, or of a seat. For the whole lab at once it is refused: nobody has looked at all of it.
 * “Normal” is left out where each cell has to be looked at by itself, and where the program judges but has no data yet.
 */
export function bulkAnswer(
  of: { readonly item: string | null; readonly subject: Subject | null },
  answer: Answer,
  at: string,
  filling: FillDependencies,
): BulkEdit {
  let outcome: BulkOutcome = { filled: 0, leftOut: [] };
  const edit: Edit = (inspection) => {
    if (of.item === null && of.subject === null) return fail('inspection-too-much-at-once');
    if (answer.outcome !== 'normal' && answer.outcome !== 'not-inspected') return fail('inspection-not-in-bulk');
    const asked = askedCells(inspection).filter(
      ({ item, subject }) => item.id === (of.item ?? item.id) && subject === (of.subject ?? subject),
    );
    if (asked.length === 0)
      return fail('inspection-cell-unknown', { item: of.item ?? '', subject: of.subject ?? 'lab' });
    const obstacleOf = answer.outcome === 'normal' ? obstaclesTo(inspection, filling) : () => null;
    const open = asked
      .map(({ item, subject }) => ({ item, subject, cell: cellAt(inspection.cells, item.id, subject) }))
      .filter(({ cell }) => resultOf(cell) === null)
      .map((one) => ({ ...one, because: obstacleOf(one.item, one.subject) }));
    const filled = open.filter(({ because }) => because === null);
    outcome = {
      filled: filled.length,
      leftOut: open.flatMap(({ item, subject, because }) =>
        because === null ? [] : [{ item: item.id, subject, because }],
      ),
    };
    return succeed({ cells: filled.map(({ cell }) => answeredInBulk(cell, answer, at)) });
  };
  return { edit, outcome: () => outcome };
}

const answeredInBulk = (cell: StoredCell, answer: Answer, at: string): StoredCell => {
  const given: Cell['answer'] = { ...answer, value: null, at, bulk: true };
  return { ...cell, answer: given };
};

type Obstacle = BulkOutcome['leftOut'][number]['because'];

/** Why an open cell cannot be called normal unseen; null where it can. The program would have filled its own cells if it had data. */
function obstaclesTo(inspection: StoredInspection, filling: FillDependencies) {
  const applies = createConditions(inspection, filling);
  return (item: ChecklistItem, subject: Subject): Obstacle | null => {
    if (item.method.kind === 'measured' || item.evidence.includes('value')) return 'measured';
    if (item.method.kind === 'automatic') return 'no-reading';
    if (item.method.kind === 'books') return 'no-register';
    return applies(item, subject) === 'yes' ? null : 'condition-unknown';
  };
}

/** Every open cell becomes not inspected, for one reason. Only together with the signature that ends the inspection. */
export const leaveRestUninspected =
  (reason: NotInspectedReason, at: string): Edit =>
  (inspection) => {
    const answer: Answer = { outcome: 'not-inspected', reason, value: null, note: '' };
    const open = askedCells(inspection)
      .map(({ item, subject }) => cellAt(inspection.cells, item.id, subject))
      .filter((cell) => resultOf(cell) === null);
    return succeed({ cells: open.map((cell) => answeredInBulk(cell, answer, at)) });
  };
