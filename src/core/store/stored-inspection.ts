import type { Cell } from '../../shared/domain/inspection/cell.ts';
import type { Checklist } from '../../shared/domain/inspection/checklist.ts';
import type {
  InspectionHeader,
  InspectionNotes,
  ProblemDecision,
  UndoStep,
} from '../../shared/domain/inspection/inspection-session.ts';
import type { AssetRegister, Photo } from '../../shared/domain/inspection/lab-equipment.ts';
import type { Result } from '../../shared/domain/result.ts';
import type { InspectionMaterial } from '../records/material.ts';

export type StoredSeat = InspectionMaterial['seats'][number];

export type LinkedRequest = InspectionMaterial['requests'][number];

/** An inspection as the database contains it. */
export interface StoredInspection {
  readonly header: InspectionHeader;
  readonly notes: InspectionNotes;
  readonly checklist: Checklist;
  readonly books: AssetRegister | null;
  /** In the order in which they were added. */
  readonly seats: readonly StoredSeat[];
  readonly cells: StoredCells;
  /** Oldest first; the images themselves stay in the database. */
  readonly photos: readonly Photo[];
  readonly decisions: readonly ProblemDecision[];
  readonly requests: readonly LinkedRequest[];
  /** The last change that can be taken back; null: none. */
  readonly undo: UndoStep | null;
  readonly savedAt: string;
}

/** Changes of one edit. Missing fields stay unchanged. */
export interface InspectionPatch {
  readonly notes?: InspectionNotes;
  /** Null removes the asset register. */
  readonly books?: AssetRegister | null;
  /** Replace the seats with the same names; new ones are added at the end. */
  readonly seats?: readonly StoredSeat[];
  readonly removedSeat?: string;
  /** A cell with neither result nor answer is open again. */
  readonly cells?: readonly StoredCell[];
  readonly photo?: { readonly facts: Photo; readonly jpeg: Uint8Array };
  readonly removedPhoto?: string;
  /** A decision with only its item restores what the program proposes. */
  readonly decision?: ProblemDecision;
  readonly request?: LinkedRequest;
  /** Makes this edit one that can be taken back. */
  readonly step?: StoredStep;
  /** Abandons the inspection, with the reason. */
  readonly abandoned?: string;
}

/** What has to be known to take an edit back. The image of a removed photo is kept with it by the store. */
export interface StoredStep {
  readonly said: UndoStep;
  /** Answers as they were before. */
  readonly answers: readonly Pick<StoredCell, 'item' | 'subject' | 'answer'>[];
  /** The decision as it was before; only its item where there was none. */
  readonly decision: ProblemDecision | null;
  readonly addedPhoto: string | null;
  readonly removedPhoto: Photo | null;
}

/** What an edit changes. Pure, and decided inside the transaction; no edit changes what the program found. */
export type Edit = (inspection: StoredInspection) => Result<InspectionPatch>;

/** Applies an edit. @returns the inspection as it would be read from the database afterwards. */
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
    step,
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
    undo: step === undefined ? before.undo : step.said,
    savedAt,
  };
}

/** Whether a decision contains nothing but its item. */
export const isEmpty = (decision: ProblemDecision): boolean => Object.keys(decision).length === 1;

function photosAfter(
  before: readonly Photo[],
  added: Photo | undefined,
  removed: string | undefined,
): readonly Photo[] {
  if (added === undefined && removed === undefined) return before;
  return [...before.filter(({ id }) => id !== removed), ...(added === undefined ? [] : [added])];
}

function seatsAfter(
  before: readonly StoredSeat[],
  put: readonly StoredSeat[],
  removed: string | undefined,
): StoredSeat[] {
  const after = new Map(before.map((seat) => [seat.seat, seat]));
  for (const seat of put) after.set(seat.seat, seat);
  if (removed !== undefined) after.delete(removed);
  return [...after.values()];
}

/** Replaces or removes the row of an item, in the order of the database. */
function replaced<Row extends { readonly item: string }>(rows: readonly Row[], row: Row, keep: boolean): Row[] {
  const others = rows.filter(({ item }) => item !== row.item);
  return [...others, ...(keep ? [row] : [])].toSorted((one, other) => (one.item < other.item ? -1 : 1));
}

/** A cell with a result or an answer; every other cell is open and has no row. */
export type StoredCell = Pick<Cell, 'item' | 'subject' | 'automatic' | 'answer'>;

/** Cells by item, then by subject. Immutable: cells that an edit does not change stay the same objects. */
export type StoredCells = ReadonlyMap<string, ReadonlyMap<string, StoredCell>>;

export const NO_CELLS: StoredCells = new Map();

/** A cell as stored, or an open one. */
export const cellAt = (cells: StoredCells, item: string, subject: StoredCell['subject']): StoredCell =>
  cells.get(item)?.get(subject) ?? { item, subject, automatic: null, answer: null };

/** Replaces cells; one with neither result nor answer is open again. */
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
