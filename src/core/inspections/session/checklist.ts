import {
  type Checklist,
  type ChecklistItem,
  checklistSchema,
  itemsOf,
} from '../../../shared/domain/inspection/checklist.ts';
import {
  type InspectionKind,
  LAB_SUBJECT,
  type Subject,
  subjectOfSeat,
} from '../../../shared/domain/inspection/inspection-terms.ts';
import { buildChain, joinSections, listsFor } from '../../published/checklist-includes.ts';
import type { Checklists } from '../../published/checklists-schema.ts';
import type { StoredInspection } from '../../store/stored-inspection.ts';

/**
 * The complete checklist of an inspection: with all lists it includes, and with the defaults of its items.
 * For an inspection on request the quarterly list is used where none is published for that kind.
 * @param published already validated.
 * @returns null where nothing is published for that kind.
 */
export function resolveChecklist(published: Checklists, kind: InspectionKind): Checklist | null {
  const { checklists } = published;
  const list = listsFor(kind, checklists)[0];
  if (list === undefined) return kind === 'on-request' ? resolveChecklist(published, 'quarterly') : null;
  const { id, version, title, kinds = [kind] } = list;
  const chain = buildChain(list, checklists);
  return chain === null ? null : checklistSchema.parse({ id, version, title, kinds, sections: joinSections(chain) });
}

/** One item for one subject, without any result. */
interface AskedCell {
  readonly item: ChecklistItem;
  readonly subject: Subject;
}

type Seats = readonly { readonly seat: string }[];

/** The subjects an item is asked of: the lab, or each seat. */
export const subjectsOf = ({ asked }: ChecklistItem, seats: Seats): Subject[] =>
  asked === 'per-lab' ? [LAB_SUBJECT] : seats.map(({ seat }) => subjectOfSeat(seat));

/** Every item for every subject it is asked of, in the order of the checklist. */
export const askedCells = ({ checklist, seats }: Pick<StoredInspection, 'checklist' | 'seats'>): AskedCell[] =>
  itemsOf(checklist).flatMap((item) => subjectsOf(item, seats).map((subject) => ({ item, subject })));

/** @returns null where the checklist does not ask that item of that subject. */
export function askedCell(inspection: StoredInspection, item: string, subject: Subject): AskedCell | null {
  const found = itemsOf(inspection.checklist).find(({ id }) => id === item);
  return found !== undefined && subjectsOf(found, inspection.seats).includes(subject) ? { item: found, subject } : null;
}
