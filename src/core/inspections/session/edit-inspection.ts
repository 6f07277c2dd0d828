import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ulid } from 'ulid';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { type Answer, type Cell, lacksReason } from '../../../shared/domain/inspection/cell.ts';
import { alwaysApplies, type ChecklistItem, isPossible, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import { MAX_SEATS } from '../../../shared/domain/inspection/inspection-session.ts';
import type {
  ProblemDecision,
  InspectionSession,
  InspectionChanges,
} from '../../../shared/domain/inspection/inspection-session.ts';
import { type Subject, subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { AssetRegister, Photo } from '../../../shared/domain/inspection/lab-equipment.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { readApart } from '../../platform/untrusted/read-apart.ts';
import type { StationReading } from '../../records/material.ts';
import type { InspectionStore } from '../../store/inspection-store.ts';
import {
  cellAt,
  type Edit,
  type InspectionPatch,
  isEmpty,
  type LinkedRequest,
  patched,
  type StoredCell,
  type StoredInspection,
  type StoredSeat,
} from '../../store/stored-inspection.ts';
import type { InspectionSessions } from '../inspections.ts';
import { photoReader } from '../untrusted-readers.ts';
import { bulkAnswer } from './answer-many.ts';
import { askedCell } from './checklist.ts';
import { type FillDependencies, filledCells } from './fill-automatic.ts';
import type { CellKey, SessionDependencies, SessionView } from './show-session.ts';
import { takenBack, undoable } from './undo-step.ts';

const MAX_PHOTOS = { ofCell: 12, ofInspection: 600 } as const;

/** What an inspector does to an open inspection. Every edit is durable when it answers, and refuses one that is not open. */
export interface InspectionEditor extends Pick<
  InspectionSessions,
  | 'answer'
  | 'answerOpen'
  | 'undo'
  | 'addPhoto'
  | 'removePhoto'
  | 'saveNotes'
  | 'decideProblem'
  | 'addSeat'
  | 'removeSeat'
> {
  /** @returns `inspection-no-such-problem` where the checklist has no such item. */
  readonly linkRequest: (id: string, request: LinkedRequest) => Promise<Result<InspectionChanges>>;
  /** Replaces what was read at that seat; its automatic items are filled anew. */
  readonly takeReading: (id: string, reading: StationReading) => Promise<Result<InspectionSession>>;
  /** Null removes the asset register. */
  readonly replaceAssetRegister: (id: string, register: AssetRegister | null) => Promise<Result<InspectionSession>>;
}

export function createInspectionEditor(
  store: Pick<InspectionStore, 'change' | 'undo'>,
  view: SessionView,
  { now, ...filling }: Pick<SessionDependencies, 'now'> & FillDependencies,
): InspectionEditor {
  const instant = () => formatInstant(now());

  /** Applies an edit in one transaction. @returns only what changed: enough for a screen that has the session. */
  async function apply(id: string, edit: Edit): Promise<Result<InspectionChanges>> {
    let cells: readonly CellKey[] = [];
    let savedBefore = '';
    const changed = await store.change(id, instant(), (before) => {
      ({ savedAt: savedBefore } = before);
      const patch = edit(before);
      if (patch.ok) cells = cellsChangedBy(patch.value, before);
      return patch;
    });
    return changed.ok ? succeed({ ...(await view.changes(changed.value, cells)), savedBefore }) : changed;
  }

  /** The same for an edit after which the program fills cells anew: nearly all of the session may have changed. */
  async function applyAndShow(id: string, edit: Edit): Promise<Result<InspectionSession>> {
    const changed = await store.change(id, instant(), edit);
    return changed.ok ? succeed(await view.session(changed.value)) : changed;
  }

  return {
    answer: (id, item, subject, answer, basedOn) =>
      apply(id, (before) => {
        const change = isOnlyNote(cellAt(before.cells, item, subject).answer, answer) ? 'note' : 'answer';
        const edit = answerCell({ item, subject, answer, basedOn, at: instant() });
        return undoable({ change, item, subject }, instant(), edit)(before);
      }),
    async answerOpen(id, of, answer) {
      const bulk = bulkAnswer(of, answer, instant(), filling);
      const changed = await apply(id, undoable({ change: 'bulk', ...of }, instant(), bulk.edit));
      return changed.ok ? succeed({ ...changed.value, ...bulk.outcome() }) : changed;
    },
    async undo(id) {
      let cells: readonly CellKey[] = [];
      let savedBefore = '';
      const taken = await store.undo(id, instant(), (before, step) => {
        ({ savedAt: savedBefore } = before);
        const patch = takenBack(before, step);
        cells = cellsChangedBy(patch, before);
        return patch;
      });
      if (!taken.ok) return taken;
      const { inspection, undone } = taken.value;
      return succeed({ ...(await view.changes(inspection, cells)), savedBefore, undone });
    },
    async addPhoto(id, item, subject, jpeg) {
      const accepted = await readApart(photoReader, { file: 'JPEG', jpeg });
      if (!accepted.ok) return accepted;
      const { width, height } = accepted.value;
      const sha256 = createHash('sha256').update(jpeg).digest('hex');
      const facts = { id: ulid(), item, subject, width, height, bytes: jpeg.length, sha256, takenAt: instant() };
      return await apply(
        id,
        undoable({ change: 'photo-added', item, subject }, instant(), addPhoto(facts, subject, jpeg)),
      );
    },
    removePhoto: (id, photo) =>
      apply(id, undoable({ change: 'photo-removed', item: null, subject: null }, instant(), removePhoto(photo))),
    async saveNotes(id, notes) {
      const inspectors = [...new Set(notes.inspectors.filter((name) => name !== ''))];
      const changed = await store.change(id, instant(), () => succeed({ notes: { ...notes, inspectors } }));
      return changed.ok ? succeed(changed.value.notes) : changed;
    },
    decideProblem: (id, decision) =>
      apply(
        id,
        undoable({ change: 'decision', item: decision.item, subject: null }, instant(), decideProblem(decision)),
      ),
    linkRequest: (id, request) => apply(id, linkRequest(request)),
    addSeat: (id, seat) => applyAndShow(id, addSeat(seat, filling)),
    removeSeat: (id, seat) => applyAndShow(id, removeSeat(seat, filling)),
    takeReading: (id, reading) => applyAndShow(id, takeReading(reading, filling)),
    replaceAssetRegister: (id, register) => applyAndShow(id, replaceAssetRegister(register, filling)),
  };
}

function cellsChangedBy({ cells = [], photo, removedPhoto }: InspectionPatch, before: StoredInspection): CellKey[] {
  const pictured = photo?.facts ?? before.photos.find(({ id }) => id === removedPhoto);
  return pictured === undefined ? [...cells] : [...cells, pictured];
}

export const unknownCell = (item: string, subject: Subject): Result<never> =>
  fail('inspection-cell-unknown', { item, subject });

interface AnswerToCell {
  readonly item: string;
  readonly subject: Subject;
  /** Null takes the answer back: what the program found counts again. */
  readonly answer: Answer | null;
  /** When the answer was given that was seen before this one, null where there was none; undefined where nobody looked. */
  readonly basedOn: string | null | undefined;
  /** RFC 3339. */
  readonly at: string;
}

const answerCell =
  ({ item, subject, answer, basedOn, at }: AnswerToCell): Edit =>
  (inspection) => {
    const asked = askedCell(inspection, item, subject);
    if (asked === null) return unknownCell(item, subject);
    const cell = cellAt(inspection.cells, item, subject);
    if (isSameAnswer(cell.answer, answer)) return succeed({});
    if (basedOn !== undefined && basedOn !== (cell.answer?.at ?? null)) return fail('inspection-cell-changed');
    const answered = { ...cell, answer: answer === null ? null : { ...answer, at } };
    return (answer === null ? null : refusalOf(asked.item, answer, answered)) ?? succeed({ cells: [answered] });
  };

/** Said again. An answer given to many cells is not the same as one given to this cell by itself. */
function isSameAnswer(stored: Cell['answer'], given: Answer | null): boolean {
  if (stored === null || given === null) return stored === given;
  const { outcome, reason, value, note, bulk = false } = stored;
  return !bulk && outcome === given.outcome && reason === given.reason && value === given.value && note === given.note;
}

/** The same answer with something else written about it. */
const isOnlyNote = (stored: Cell['answer'], given: Answer | null): boolean =>
  stored !== null &&
  given !== null &&
  stored.note !== given.note &&
  isSameAnswer(stored, { ...given, note: stored.note });

const refusalOf = (item: ChecklistItem, answer: Answer, answered: StoredCell): Result<never> | null =>
  notPossible(item, answer) ?? beyondLimits(item, answer) ?? withoutReason(item, answer, answered);

/** To decide otherwise than the program needs a reason, and so does leaving out what always applies. */
function withoutReason(item: ChecklistItem, { outcome, note }: Answer, answered: StoredCell): Result<never> | null {
  if (lacksReason(answered)) return fail('inspection-override-unreasoned');
  const isException = outcome === 'not-applicable' && alwaysApplies(item) && answered.automatic?.outcome !== outcome;
  return isException && note === '' ? fail('inspection-exception-unreasoned') : null;
}

/** A value that no instrument shows was mistyped. */
function notPossible({ method }: ChecklistItem, { value }: Answer): Result<never> | null {
  if (method.kind !== 'measured' || value === null || isPossible(value, method)) return null;
  return fail('inspection-value-impossible', { value, unit: method.unit });
}

/** A value outside the limits of the item is not normal, whoever says so. */
function beyondLimits({ method }: ChecklistItem, { outcome, value }: Answer): Result<never> | null {
  if (method.kind !== 'measured' || value === null || outcome !== 'normal') return null;
  const { min = -Infinity, max = Infinity, unit } = method;
  return value >= min && value <= max ? null : fail('inspection-value-outside', { value, unit });
}

const addPhoto =
  (facts: Photo, subject: Subject, jpeg: Uint8Array): Edit =>
  (inspection) => {
    const { item } = facts;
    if (askedCell(inspection, item, subject) === null) return unknownCell(item, subject);
    const { photos } = inspection;
    if (photos.length >= MAX_PHOTOS.ofInspection)
      return fail('inspection-photos-full', { most: MAX_PHOTOS.ofInspection });
    const ofCell = photos.filter((photo) => photo.item === item && photo.subject === subject);
    if (ofCell.length >= MAX_PHOTOS.ofCell) return fail('inspection-cell-photos-full', { most: MAX_PHOTOS.ofCell });
    return succeed({ photo: { facts, jpeg } });
  };

const removePhoto =
  (id: string): Edit =>
  ({ photos }) =>
    photos.some((photo) => photo.id === id)
      ? succeed({ removedPhoto: id })
      : fail('inspection-photo-not-found', { id });

const decideProblem =
  (decision: ProblemDecision): Edit =>
  ({ checklist, decisions }) => {
    const { item } = decision;
    if (itemsOf(checklist).every(({ id }) => id !== item)) return unknownCell(item, 'lab');
    const before = decisions.find((one) => one.item === item) ?? { item };
    // With nothing but its item everything is as proposed again.
    const now = isEmpty(decision) ? decision : decidedFields({ ...before, ...definedFields(decision) });
    return isDeepStrictEqual(now, before) ? succeed({}) : succeed({ decision: now });
  };

/** What an edit leaves out stays as it was decided before. */
const definedFields = (decision: ProblemDecision): ProblemDecision =>
  Object.fromEntries(Object.entries(decision).filter(([, value]) => value !== undefined)) as ProblemDecision;

/** A field that is as proposed again is not stored as decided. */
const decidedFields = (decision: ProblemDecision): ProblemDecision =>
  Object.fromEntries(Object.entries(decision).filter(([, value]) => value !== null)) as ProblemDecision;

const linkRequest =
  (request: LinkedRequest): Edit =>
  ({ checklist }) =>
    itemsOf(checklist).some(({ id }) => id === request.item)
      ? succeed({ request })
      : fail('inspection-no-such-problem', { item: request.item });

const addSeat =
  (seat: string, filling: FillDependencies): Edit =>
  (before) =>
    before.seats.some((one) => one.seat === seat)
      ? fail('inspection-seat-known', { seat })
      : putSeat(before, seat, null, filling);

/** Only a seat of which nothing is known yet. */
const removeSeat =
  (seat: string, filling: FillDependencies): Edit =>
  (before) => {
    const { seats, cells, photos } = before;
    const found = seats.find((one) => one.seat === seat);
    if (found === undefined) return fail('inspection-seat-unknown', { seat });
    const subject = subjectOfSeat(seat);
    const isUsed =
      found.reading !== null ||
      photos.some((photo) => photo.subject === subject) ||
      [...cells.values()].some((ofItem) => ofItem.has(subject));
    return isUsed
      ? fail('inspection-seat-in-use', { seat })
      : succeed(refilled(before, { removedSeat: seat }, null, filling));
  };

const takeReading =
  (reading: StationReading, filling: FillDependencies): Edit =>
  (before) =>
    putSeat(before, reading.seat, reading, filling);

const replaceAssetRegister =
  (register: AssetRegister | null, filling: FillDependencies): Edit =>
  (before) =>
    succeed(refilled(before, { books: register }, null, filling));

function putSeat(
  before: StoredInspection,
  seat: string,
  reading: StationReading | null,
  filling: FillDependencies,
): Result<InspectionPatch> {
  if (before.seats.length >= MAX_SEATS && before.seats.every((one) => one.seat !== seat))
    return fail('inspection-seats-full', { most: MAX_SEATS });
  const seats = [{ seat, reading }, ...seatsSharingKey(before, seat, reading)];
  return succeed(refilled(before, { seats }, seat, filling));
}

/** Seats whose file the same key signed, flagged: which PC any of them comes from is no longer proven. */
function seatsSharingKey({ seats }: StoredInspection, seat: string, brought: StationReading | null): StoredSeat[] {
  const keyId = brought?.keyId ?? null;
  if (keyId === null) return [];
  return seats.flatMap(({ seat: other, reading }) =>
    other === seat || reading?.keyId !== keyId || reading.marks.includes('key-shared')
      ? []
      : [{ seat: other, reading: { ...reading, marks: [...reading.marks, 'key-shared'] } }],
  );
}

/** The patch with the automatic cells of that seat and of the lab as they are after it. @param seat null: only those of the lab. */
const refilled = (
  before: StoredInspection,
  patch: InspectionPatch,
  seat: string | null,
  filling: FillDependencies,
): InspectionPatch => ({ ...patch, cells: filledCells(patched(before, patch, before.savedAt), seat, filling) });
