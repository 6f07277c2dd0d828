import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { cellSchema } from '../../shared/domain/inspection/cell.ts';
import { type Checklist, checklistSchema } from '../../shared/domain/inspection/checklist.ts';
import {
  problemDecisionSchema,
  type InspectionHeader,
  type InspectionNotes,
  type InspectionState,
  inspectionHeaderSchema,
  inspectionNotesSchema,
  readingMarkSchema,
  sessionStationSchema,
} from '../../shared/domain/inspection/inspection-session.ts';
import { type ItemOutcome, type Subject, itemOutcomeSchema } from '../../shared/domain/inspection/inspection-terms.ts';
import { assetRegisterSchema, photoSchema } from '../../shared/domain/inspection/lab-equipment.ts';
import { instantSchema } from '../../shared/domain/instant.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';
import type { InspectionStub } from '../records/material.ts';
import { wholeRunSchema } from './run-columns.ts';
import { createInspectionSteps } from './inspection-steps.ts';
import { NO_CELLS, type StoredInspection, cellsWith } from './stored-inspection.ts';
import { type RowReader, UnreadableRow, checkStored, createRowReader, tryReadRow } from './stored-json.ts';

/** The parts of an inspection that a list shows. */
export interface ListedInspection {
  readonly header: InspectionHeader;
  readonly notes: InspectionNotes;
  readonly checklist: Checklist;
  readonly seats: number;
  readonly savedAt: string;
  /** Number of cells with each result. */
  readonly results: readonly { outcome: ItemOutcome; cells: number }[];
}

export interface InspectionReader {
  state(id: string): InspectionStub | null;
  /** The stubs of all inspections, newest first. */
  stubs(): InspectionStub[];
  /** @throws UnreadableRow. */
  get(id: string): StoredInspection | null;
  /** All inspections, newest first; an unreadable one is replaced by the reason. */
  list(): (ListedInspection | { readonly stub: InspectionStub; readonly cause: UnreadableRow })[];
  idOf(number: string): string | null;
  photo(id: string, photo: string): Buffer | null;
}

interface Row {
  id: string;
  number: string;
  state: InspectionState;
  header: string;
  checklist: string;
  notes: string;
  books: string | null;
  saved_at: string;
}

export function createInspectionReader(database: Database): InspectionReader {
  const selectState = database.prepare<[string], InspectionStub>(
    'SELECT id, number, state FROM inspections WHERE id = ?',
  );
  const selectStubs = database.prepare<[], InspectionStub>(
    'SELECT id, number, state FROM inspections ORDER BY place DESC',
  );
  const select = database.prepare<[string], Row>('SELECT * FROM inspections WHERE id = ?');
  const selectAll = database.prepare<[], Row>(
    'SELECT id, number, state, header, checklist, notes, NULL AS books, saved_at FROM inspections ORDER BY place DESC',
  );
  const selectId = database.prepare<[string], string>('SELECT id FROM inspections WHERE number = ?').pluck();
  const selectSeats = database.prepare<[string], { seat: string; reading: string | null }>(
    'SELECT seat, reading FROM inspection_seats WHERE inspection_id = ? ORDER BY place',
  );
  const countSeats = database
    .prepare<[string], number>('SELECT count(*) FROM inspection_seats WHERE inspection_id = ?')
    .pluck();
  const selectCells = database.prepare<
    [string],
    { item: string; subject: Subject; automatic: string | null; answer: string | null }
  >('SELECT item, subject, automatic, answer FROM inspection_cells WHERE inspection_id = ?');
  const countResults = database.prepare<[string], { outcome: unknown; cells: number }>(
    // json_valid: one damaged cell must not make the whole list unreadable. Up to release 0.3.0 `not-applicable` was a reason.
    `SELECT CASE WHEN json_valid(said) THEN
              CASE said ->> 'reason' WHEN 'not-applicable' THEN 'not-applicable' ELSE said ->> 'outcome' END
            END AS outcome, count(*) AS cells
       FROM (SELECT coalesce(answer, automatic) AS said FROM inspection_cells WHERE inspection_id = ?)
       GROUP BY 1`,
  );
  const selectPhotos = database
    .prepare<[string], string>('SELECT facts FROM inspection_photos WHERE inspection_id = ? ORDER BY place')
    .pluck();
  const selectPhoto = database
    .prepare<[string, string], Buffer>('SELECT jpeg FROM inspection_photos WHERE inspection_id = ? AND id = ?')
    .pluck();
  const selectProblems = database.prepare<[string], { item: string; decision: string | null; request: string | null }>(
    'SELECT item, decision, request FROM inspection_problems WHERE inspection_id = ? ORDER BY item',
  );

  /** The state comes from its own column, which the triggers use. */
  const readBeginning = (row: Row, rows: RowReader) => {
    const [place, { id, number, state }] = ['inspections', row];
    const header = rows.read(INSPECTION_COLUMNS.header, row.header, `${place}.header`)!;
    if (header.id !== id || header.number !== number) throw new UnreadableRow(`${place}.header`, 'number');
    return {
      header: { ...header, state },
      notes: rows.read(INSPECTION_COLUMNS.notes, row.notes, `${place}.notes`)!,
      checklist: rows.read(INSPECTION_COLUMNS.checklist, row.checklist, `${place}.checklist`)!,
      savedAt: checkStored(INSPECTION_COLUMNS.savedAt, row.saved_at, `${place}.saved_at`),
    };
  };

  const rows = createRowReader();
  const steps = createInspectionSteps(database);

  const readingAt = (seat: string, reading: string | null) => {
    const place = `inspection_seats.reading (${seat})`;
    const read = rows.read(INSPECTION_COLUMNS.reading, reading, place);
    if (read !== null && read.seat !== seat) throw new UnreadableRow(place, 'seat');
    return { seat: checkStored(INSPECTION_COLUMNS.seat, seat, 'inspection_seats.seat'), reading: read };
  };

  const whole = (row: Row): StoredInspection => {
    rows.startPass();
    const problems = selectProblems.all(row.id).map(({ item, decision, request }) => ({
      decision: rows.read(INSPECTION_COLUMNS.decision, decision, `inspection_problems.decision (${item})`),
      request: rows.read(INSPECTION_COLUMNS.request, request, `inspection_problems.request (${item})`),
    }));
    return {
      ...readBeginning(row, rows),
      books: rows.read(INSPECTION_COLUMNS.books, row.books, 'inspections.books'),
      seats: selectSeats.all(row.id).map(({ seat, reading }) => readingAt(seat, reading)),
      cells: cellsWith(
        NO_CELLS,
        selectCells.all(row.id).map(({ item, subject, automatic, answer }) => ({
          item,
          subject,
          automatic: rows.read(
            INSPECTION_COLUMNS.automatic,
            automatic,
            `inspection_cells.automatic (${item}, ${subject})`,
          ),
          answer: rows.read(INSPECTION_COLUMNS.answer, answer, `inspection_cells.answer (${item}, ${subject})`),
        })),
      ),
      photos: selectPhotos
        .all(row.id)
        .map((facts) => rows.read(INSPECTION_COLUMNS.facts, facts, 'inspection_photos.facts')!),
      decisions: problems.flatMap(({ decision }) => decision ?? []),
      requests: problems.flatMap(({ request }) => request ?? []),
      undo: steps.said(row.id),
    };
  };

  const listedRows = createRowReader();
  const listed = (row: Row): ListedInspection => {
    const beginning = readBeginning(row, listedRows);
    const results = countResults.all(row.id).map(({ outcome, cells }) => ({
      outcome: checkStored(itemOutcomeSchema, outcome, 'inspection_cells'),
      cells,
    }));
    return { ...beginning, seats: countSeats.get(row.id) ?? 0, results };
  };

  return {
    state: (id) => selectState.get(id) ?? null,
    stubs: () => selectStubs.all(),
    get(id) {
      const row = select.get(id);
      return row === undefined ? null : whole(row);
    },
    list() {
      listedRows.startPass();
      return selectAll.all().map((row) => {
        const { id, number, state } = row;
        const read = tryReadRow(() => listed(row));
        return read.ok ? read.value : { stub: { id, number, state }, cause: read.cause };
      });
    },
    idOf: (number) => selectId.get(number) ?? null,
    photo: (id, photo) => selectPhoto.get(id, photo) ?? null,
  };
}

/** Schemas of the JSON columns of an inspection, by column name. */
const INSPECTION_COLUMNS = {
  header: inspectionHeaderSchema,
  notes: inspectionNotesSchema,
  checklist: checklistSchema,
  books: assetRegisterSchema,
  savedAt: instantSchema,
  seat: sessionStationSchema.shape.seat,
  reading: z.strictObject({
    seat: sessionStationSchema.shape.seat,
    run: wholeRunSchema.extend({
      id: ulidSchema,
      snapshot: wholeRunSchema.shape.snapshot.extend({ tool: z.string().max(40) }),
    }),
    source: z.enum(['here', 'bundle']),
    keyId: z.string().nullable(),
    marks: z.array(readingMarkSchema),
    takenInAt: instantSchema,
  }),
  automatic: cellSchema.shape.automatic.unwrap(),
  answer: cellSchema.shape.answer.unwrap(),
  facts: photoSchema,
  decision: problemDecisionSchema,
  request: z.strictObject({ item: z.string().max(80), id: ulidSchema, number: z.string().max(40) }),
};
