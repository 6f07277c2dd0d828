import type { Checklist } from '../../shared/domain/inspection/checklist.ts';
import type { ProblemDecision } from '../../shared/domain/inspection/inspection-problem.ts';
import type { InspectionHeader, InspectionNotes } from '../../shared/domain/inspection/inspection-session.ts';
import type { Books, Photo } from '../../shared/domain/inspection/lab-equipment.ts';
import type { InspectionMaterial } from '../records/material.ts';
import type { Cell } from '../../shared/domain/inspection/cell.ts';

export type StoredSeat = InspectionMaterial['seats'][number];

export type LinkedRequest = InspectionMaterial['requests'][number];

/** An inspection as it lies in the database. */
export interface StoredInspection {
  readonly header: InspectionHeader;
  readonly notes: InspectionNotes;
  readonly checklist: Checklist;
  readonly books: Books | null;
  /** In the order in which they came. */
  readonly seats: readonly StoredSeat[];
  readonly cells: StoredCells;
  /** Oldest first; the pictures themselves stay in the database. */
  readonly photos: readonly Photo[];
  readonly decisions: readonly ProblemDecision[];
  readonly requests: readonly LinkedRequest[];
  readonly savedAt: string;
}

/** What one touch changes. What is left out stays as it is. */
export interface InspectionPatch {
  readonly notes?: InspectionNotes;
  /** Null takes the books out. */
  readonly books?: Books | null;
  /** Put in the place of what the seat had; a new one comes last. */
  readonly seats?: readonly StoredSeat[];
  readonly removedSeat?: string;
  /** One with neither result nor answer is open again. */
  readonly cells?: readonly StoredCell[];
  readonly photo?: { readonly facts: Photo; readonly jpeg: Uint8Array };
  readonly removedPhoto?: string;
  /** One without any wish is as proposed again. */
  readonly decision?: ProblemDecision;
  readonly request?: LinkedRequest;
  /** Ends it, with the reason. */
  readonly abandoned?: string;
}

/** The inspection after a touch, as it would be read from the database. */
export function patched(before: StoredInspection, patch: InspectionPatch, savedAt: string): StoredInspection {
  const {
    notes,
    books,
    seats = [],
    removedSeat,
    cells = [],
    photo,
    removedPhoto,
    decision,
    request,
    abandoned,
  } = patch;
  return {
    checklist: before.checklist,
    header: abandoned === undefined ? before.header : { ...before.header, state: 'abandoned' },
    notes: notes ?? before.notes,
    books: books === undefined ? before.books : books,
    seats:
      seats.length === 0 && removedSeat === undefined ? before.seats : seatsAfter(before.seats, seats, removedSeat),
    cells: cellsWith(before.cells, cells),
    photos: photosAfter(before.photos, photo?.facts, removedPhoto),
    decisions: decision === undefined ? before.decisions : replaced(before.decisions, decision, !isEmpty(decision)),
    requests: request === undefined ? before.requests : replaced(before.requests, request, true),
    savedAt,
  };
}

/** Nothing but the item is in it. */
export const isEmpty = (decision: ProblemDecision): boolean => Object.keys(decision).length === 1;

function photosAfter(before: readonly Photo[], added: Photo | undefined, gone: string | undefined): readonly Photo[] {
  if (added === undefined && gone === undefined) return before;
  return [...before.filter(({ id }) => id !== gone), ...(added === undefined ? [] : [added])];
}

function seatsAfter(before: readonly StoredSeat[], put: readonly StoredSeat[], gone: string | undefined): StoredSeat[] {
  const after = new Map(before.map((seat) => [seat.seat, seat]));
  for (const seat of put) after.set(seat.seat, seat);
  if (gone !== undefined) after.delete(gone);
  return [...after.values()];
}

/** In the order of items, as the database gives them. */
function replaced<Row extends { readonly item: string }>(rows: readonly Row[], row: Row, keep: boolean): Row[] {
  const others = rows.filter(({ item }) => item !== row.item);
  return [...others, ...(keep ? [row] : [])].toSorted((one, other) => (one.item < other.item ? -1 : 1));
}

/** A cell about which something was said; every other one is open and has no row. */
export type StoredCell = Pick<Cell, 'item' | 'subject' | 'automatic' | 'answer'>;

/** By item, then by subject. Never changed: what a touch leaves alone stays the very same object. */
export type StoredCells = ReadonlyMap<string, ReadonlyMap<string, StoredCell>>;

export const NO_CELLS: StoredCells = new Map();

/** As stored, or open. */
export const cellAt = (cells: StoredCells, item: string, subject: StoredCell['subject']): StoredCell =>
  cells.get(item)?.get(subject) ?? { item, subject, automatic: null, answer: null };

/** With these in the place of what was there; one with neither result nor answer is open again. */
export function cellsWith(before: StoredCells, put: readonly StoredCell[]): StoredCells {
  if (put.length === 0) return before;
  const after = new Map(before);
  for (const [item, cells] of Map.groupBy(put, (cell) => cell.item)) {
    const ofItem = new Map(before.get(item));
    for (const cell of cells)
      if (cell.answer === null && cell.automatic === null) ofItem.delete(cell.subject);
      else ofItem.set(cell.subject, cell);
    if (ofItem.size === 0) after.delete(item);
    else after.set(item, ofItem);
  }
  return after;
}
