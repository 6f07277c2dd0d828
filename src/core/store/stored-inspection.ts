import type { Checklist } from '../../shared/domain/inspection/checklist.ts';
import type {
  InspectionHeader,
  InspectionNotes,
  ProblemDecision,
} from '../../shared/domain/inspection/inspection-session.ts';
import type { Books, Photo } from '../../shared/domain/inspection/lab-equipment.ts';
import type { InspectionMaterial } from '../records/material.ts';
import { cellsWith, type StoredCell, type StoredCells } from './stored-cells.ts';

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
  readonly seatGone?: string;
  /** One with neither result nor answer is open again. */
  readonly cells?: readonly StoredCell[];
  readonly photo?: { readonly facts: Photo; readonly jpeg: Uint8Array };
  readonly photoGone?: string;
  /** One without any wish is as proposed again. */
  readonly decision?: ProblemDecision;
  readonly request?: LinkedRequest;
  /** Ends it, with the reason. */
  readonly abandoned?: string;
}

/** The inspection after a touch, as it would be read from the database. */
export function patched(before: StoredInspection, patch: InspectionPatch, savedAt: string): StoredInspection {
  const { notes, books, seats = [], seatGone, cells = [], photo, photoGone, decision, request, abandoned } = patch;
  return {
    checklist: before.checklist,
    header: abandoned === undefined ? before.header : { ...before.header, state: 'abandoned' },
    notes: notes ?? before.notes,
    books: books === undefined ? before.books : books,
    seats: seats.length === 0 && seatGone === undefined ? before.seats : seatsAfter(before.seats, seats, seatGone),
    cells: cellsWith(before.cells, cells),
    photos: photosAfter(before.photos, photo?.facts, photoGone),
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
