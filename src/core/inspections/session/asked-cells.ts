import { type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import { LAB_SUBJECT, type Subject, subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { StoredInspection } from '../../store/stored-inspection.ts';

/** One item for one subject, before anything is said about it. */
export interface AskedCell {
  readonly item: ChecklistItem;
  readonly subject: Subject;
}

type Seats = readonly { readonly seat: string }[];

/** What an item is asked of. */
export const subjectsOf = ({ asked }: ChecklistItem, seats: Seats): Subject[] =>
  asked === 'per-lab' ? [LAB_SUBJECT] : seats.map(({ seat }) => subjectOfSeat(seat));

/** Every item for every subject it is asked of, in the order of the list. */
export const askedCells = ({ checklist, seats }: Pick<StoredInspection, 'checklist' | 'seats'>): AskedCell[] =>
  itemsOf(checklist).flatMap((item) => subjectsOf(item, seats).map((subject) => ({ item, subject })));

/** @returns null where the list does not ask that item of that subject. */
export function askedCell(inspection: StoredInspection, item: string, subject: Subject): AskedCell | null {
  const found = itemsOf(inspection.checklist).find(({ id }) => id === item);
  return found !== undefined && subjectsOf(found, inspection.seats).includes(subject) ? { item: found, subject } : null;
}
