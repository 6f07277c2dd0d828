import { type Answer, type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import { type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { ProblemDecision } from '../../../shared/domain/inspection/inspection-session.ts';
import {
  type NotInspectedReason,
  type Subject,
  subjectOfSeat,
} from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Photo } from '../../../shared/domain/inspection/lab-equipment.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { cellAt } from '../../store/stored-cells.ts';
import type { InspectionPatch, StoredInspection } from '../../store/stored-inspection.ts';
import { askedCell, askedCells } from './asked-cells.ts';

/** What a touch does to an inspection. Pure; none of them changes what the program found. */
export type Touch = (inspection: StoredInspection) => Result<InspectionPatch>;

export const PHOTO_COUNTS = { ofCell: 12, ofSession: 600 } as const;
export const MOST_SEATS = 500;

const unknownCell = (item: string, subject: Subject): Result<never> =>
  fail('inspection-cell-unknown', { item, subject });

/** @param answer null takes it back: what the program found counts again. @param at RFC 3339. */
export const answering =
  (item: string, subject: Subject, answer: Answer | null, at: string): Touch =>
  (inspection) => {
    const asked = askedCell(inspection, item, subject);
    if (asked === null) return unknownCell(item, subject);
    const doubt = answer === null ? null : beyondLimits(asked.item, answer);
    if (doubt !== null) return doubt;
    const said: Cell['answer'] = answer === null ? null : { ...answer, at };
    return succeed({ cells: [{ ...cellAt(inspection.cells, item, subject), answer: said }] });
  };

/** The same to whatever is open of an item, or of a seat. Everything at once is not offered: nobody has looked at all of it. */
export const answeringOpen =
  (of: { item: string | null; subject: Subject | null }, answer: Answer, at: string): Touch =>
  (inspection) => {
    if (of.item === null && of.subject === null) return fail('inspection-too-much-at-once');
    const asked = askedCells(inspection)
      .filter(({ item, subject }) => item.id === (of.item ?? item.id) && subject === (of.subject ?? subject))
      .map(({ item, subject }) => cellAt(inspection.cells, item.id, subject));
    if (asked.length === 0) return unknownCell(of.item ?? '', of.subject ?? 'lab');
    const open = asked.filter((cell) => resultOf(cell) === null);
    return succeed({ cells: open.map((cell) => ({ ...cell, answer: { ...answer, at } })) });
  };

/** Of everything that is open nobody has inspected anything, for one reason; only together with the signature that ends the inspection. */
export const leavingRest =
  (reason: NotInspectedReason, at: string): Touch =>
  (inspection) => {
    const answer: Answer = { outcome: 'not-inspected', reason, value: null, note: '' };
    const open = askedCells(inspection)
      .map(({ item, subject }) => cellAt(inspection.cells, item.id, subject))
      .filter((cell) => resultOf(cell) === null);
    return succeed({ cells: open.map((cell) => ({ ...cell, answer: { ...answer, at } })) });
  };

/** A value outside the limits of the item is not normal, whoever says so. */
function beyondLimits({ method }: ChecklistItem, { outcome, value }: Answer): Result<never> | null {
  if (method.kind !== 'measured' || value === null || outcome !== 'normal') return null;
  const { min = -Infinity, max = Infinity, unit } = method;
  return value >= min && value <= max ? null : fail('inspection-value-outside', { value, unit });
}

export const addingPhoto =
  (facts: Photo, subject: Subject, jpeg: Uint8Array): Touch =>
  (inspection) => {
    const { item } = facts;
    if (askedCell(inspection, item, subject) === null) return unknownCell(item, subject);
    const { photos } = inspection;
    if (photos.length >= PHOTO_COUNTS.ofSession)
      return fail('inspection-photos-full', { most: PHOTO_COUNTS.ofSession });
    const here = photos.filter((photo) => photo.item === item && photo.subject === subject);
    if (here.length >= PHOTO_COUNTS.ofCell) return fail('inspection-cell-photos-full', { most: PHOTO_COUNTS.ofCell });
    return succeed({ photo: { facts, jpeg } });
  };

export const removingPhoto =
  (id: string): Touch =>
  ({ photos }) =>
    photos.some((photo) => photo.id === id) ? succeed({ photoGone: id }) : fail('inspection-photo-not-found', { id });

export const deciding =
  (decision: ProblemDecision): Touch =>
  ({ checklist }) =>
    itemsOf(checklist).some(({ id }) => id === decision.item)
      ? succeed({ decision: withoutUndefined(decision) })
      : unknownCell(decision.item, 'lab');

/** A wish that is not there is not written down as one. */
const withoutUndefined = (decision: ProblemDecision): ProblemDecision =>
  Object.fromEntries(Object.entries(decision).filter(([, wish]) => wish !== undefined)) as ProblemDecision;

/** Only one that nothing is known of yet. */
export const removingSeat =
  (seat: string): Touch =>
  ({ seats, cells, photos }) => {
    const found = seats.find((one) => one.seat === seat);
    if (found === undefined) return fail('inspection-seat-unknown', { seat });
    const subject = subjectOfSeat(seat);
    const isUsed =
      found.reading !== null ||
      photos.some((photo) => photo.subject === subject) ||
      [...cells.values()].some((ofItem) => ofItem.has(subject));
    return isUsed ? fail('inspection-seat-in-use', { seat }) : succeed({ seatGone: seat });
  };
