import type { Cell } from '../../../shared/domain/inspection/cell.ts';
import { type Checklist, type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import { LAB_SUBJECT, type Subject, subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import { naturalOrder } from '../../natural-order.ts';
import { cellKey, type StoredInspection } from '../../store/stored-inspection.ts';
import type { InspectionMaterial } from '../material.ts';

/** One item for one subject, before anything is said about it. */
export interface AskedCell {
  readonly item: ChecklistItem;
  readonly subject: Subject;
}

/** Every item for every subject it is asked of, in the order of the list. @param seats in their order. */
export function askedCells(checklist: Pick<Checklist, 'sections'>, seats: readonly string[]): AskedCell[] {
  const subjects = seats.map(subjectOfSeat);
  return itemsOf(checklist).flatMap((item) =>
    (item.asked === 'per-lab' ? [LAB_SUBJECT] : subjects).map((subject) => ({ item, subject })),
  );
}

/** @returns null where the list does not ask that item of that subject. */
export function askedCell(inspection: StoredInspection, item: string, subject: Subject): AskedCell | null {
  const found = itemsOf(inspection.checklist).find(({ id }) => id === item);
  if (found === undefined) return null;
  const isAsked =
    found.asked === 'per-lab'
      ? subject === LAB_SUBJECT
      : inspection.seats.some(({ seat }) => subjectOfSeat(seat) === subject);
  return isAsked ? { item: found, subject } : null;
}

/** The inspection with its open cells, seats in their order. */
export function materialOf(inspection: StoredInspection): InspectionMaterial {
  const { header, notes, checklist, books, decisions, requests, photos, savedAt } = inspection;
  const seats = inspection.seats.toSorted((one, other) => naturalOrder(one.seat, other.seat));
  const photosOf = Map.groupBy(photos, ({ item, subject }) => `${item} ${subject}`);
  const cells = askedCells(
    checklist,
    seats.map(({ seat }) => seat),
  ).map(({ item, subject }): Cell => {
    const key = cellKey(item.id, subject);
    const said = inspection.cells.get(key) ?? { automatic: null, answer: null };
    const taken = photosOf.get(key) ?? [];
    return {
      item: item.id,
      subject,
      automatic: said.automatic,
      answer: said.answer,
      photos: taken.map(({ id }) => id),
    };
  });
  return { header, notes, checklist, seats, cells, photos, books, decisions, requests, savedAt };
}
