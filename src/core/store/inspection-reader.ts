import type { Database } from 'better-sqlite3';
import type { Checklist } from '../../shared/domain/inspection/checklist.ts';
import type { ProblemDecision } from '../../shared/domain/inspection/inspection-problem.ts';
import type {
  InspectionHeader,
  InspectionNotes,
  InspectionState,
} from '../../shared/domain/inspection/inspection-session.ts';
import type { ItemOutcome, NotInspectedReason, Subject } from '../../shared/domain/inspection/inspection-terms.ts';
import type { Books, Photo } from '../../shared/domain/inspection/lab-equipment.ts';
import type { StationReading } from '../inspections/material.ts';
import { cellsWith, NO_CELLS, type StoredCell } from './stored-cells.ts';
import type { LinkedRequest, StoredInspection } from './stored-inspection.ts';

/** As much of an inspection as a list shows. */
export interface ListedInspection {
  readonly header: InspectionHeader;
  readonly notes: InspectionNotes;
  readonly checklist: Checklist;
  readonly seats: number;
  readonly savedAt: string;
  /** How many cells have a result, by what it is. */
  readonly results: readonly { outcome: ItemOutcome; reason: NotInspectedReason | null; cells: number }[];
}

export interface InspectionReader {
  state(id: string): Pick<InspectionHeader, 'number' | 'state'> | null;
  get(id: string): StoredInspection | null;
  /** Newest first. */
  list(): ListedInspection[];
  idOf(number: string): string | null;
  photo(id: string, photo: string): Buffer | null;
}

interface Row {
  id: string;
  state: InspectionState;
  header: string;
  checklist: string;
  notes: string;
  books: string | null;
  saved_at: string;
}

export function createInspectionReader(database: Database): InspectionReader {
  const selectState = database.prepare<[string], Pick<InspectionHeader, 'number' | 'state'>>(
    'SELECT number, state FROM inspections WHERE id = ?',
  );
  const select = database.prepare<[string], Row>('SELECT * FROM inspections WHERE id = ?');
  const selectAll = database.prepare<[], Row>(
    'SELECT id, state, header, checklist, notes, NULL AS books, saved_at FROM inspections ORDER BY place DESC',
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
  const countResults = database.prepare<[string], ListedInspection['results'][number]>(
    // One cell that cannot be read must not hide every inspection.
    `SELECT said ->> 'outcome' AS outcome, said ->> 'reason' AS reason, count(*) AS cells
       FROM (SELECT coalesce(answer, automatic) AS said FROM inspection_cells WHERE inspection_id = ?)
       WHERE json_valid(said) GROUP BY 1, 2`,
  );
  const selectPhotos = database
    .prepare<[string], string>('SELECT facts FROM inspection_photos WHERE inspection_id = ? ORDER BY place')
    .pluck();
  const selectPhoto = database
    .prepare<[string, string], Buffer>('SELECT jpeg FROM inspection_photos WHERE inspection_id = ? AND id = ?')
    .pluck();
  const selectProblems = database.prepare<[string], { decision: string | null; request: string | null }>(
    'SELECT decision, request FROM inspection_problems WHERE inspection_id = ? ORDER BY item',
  );

  const whole = (row: Row): StoredInspection => {
    const problems = selectProblems.all(row.id);
    return {
      ...beginningOf(row),
      books: parsed(row.books) as Books | null,
      seats: selectSeats
        .all(row.id)
        .map(({ seat, reading }) => ({ seat, reading: parsed(reading) as StationReading | null })),
      cells: cellsWith(
        NO_CELLS,
        selectCells.all(row.id).map(({ item, subject, automatic, answer }) => {
          const said = { automatic: parsed(automatic), answer: parsed(answer) };
          return { item, subject, ...said } as StoredCell;
        }),
      ),
      photos: selectPhotos.all(row.id).map((facts) => JSON.parse(facts) as Photo),
      decisions: problems.flatMap(({ decision }) => (parsed(decision) as ProblemDecision | null) ?? []),
      requests: problems.flatMap(({ request }) => (parsed(request) as LinkedRequest | null) ?? []),
    };
  };

  return {
    state: (id) => selectState.get(id) ?? null,
    get(id) {
      const row = select.get(id);
      return row === undefined ? null : whole(row);
    },
    list: () =>
      selectAll
        .all()
        .map((row) => ({ ...beginningOf(row), seats: countSeats.get(row.id) ?? 0, results: countResults.all(row.id) })),
    idOf: (number) => selectId.get(number) ?? null,
    photo: (id, photo) => selectPhoto.get(id, photo) ?? null,
  };
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** The state has a column of its own: the triggers go by it. */
const beginningOf = (row: Row) => ({
  header: { ...(JSON.parse(row.header) as InspectionHeader), state: row.state },
  notes: JSON.parse(row.notes) as InspectionNotes,
  checklist: JSON.parse(row.checklist) as Checklist,
  savedAt: row.saved_at,
});
