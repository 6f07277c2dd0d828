import type { Database } from 'better-sqlite3';
import type { Lab } from '../../shared/domain/inspection/inspection-session.ts';
import type { InspectionKind } from '../../shared/domain/inspection/inspection-terms.ts';
import type { InspectionStub } from '../records/material.ts';
import { createInspectionSteps } from './inspection-steps.ts';
import {
  type InspectionPatch,
  type StoredCell,
  type StoredInspection,
  type StoredSeat,
  isEmpty,
} from './stored-inspection.ts';

/** A lab and kind of inspection, for which at most one inspection is open. */
export interface OpenKind {
  readonly kind: InspectionKind;
  readonly lab: Pick<Lab, 'school' | 'lab'>;
}

/** Writes inspections inside the caller's transaction. */
export interface InspectionWriter {
  /** Open inspections of the same lab and kind; damaged ones are left out. */
  readonly openOnes: (of: OpenKind) => InspectionStub[];
  readonly isTaken: (number: string) => boolean;
  insert(inspection: StoredInspection): void;
  change(id: string, patch: InspectionPatch, savedAt: string): void;
}

const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

export function createInspectionWriter(database: Database): InspectionWriter {
  const selectOpen = database.prepare<[{ kind: string; school: string; lab: string }], InspectionStub>(
    `SELECT id, number, state FROM inspections WHERE state = 'open' AND CASE WHEN json_valid(header) THEN
       header ->> '$.period.kind' = @kind AND header ->> '$.lab.school' = @school AND header ->> '$.lab.lab' = @lab END`,
  );
  const selectTaken = database.prepare<[string], 1>('SELECT 1 FROM inspections WHERE number = ?').pluck();
  const insert = database.prepare(
    `INSERT INTO inspections (id, number, state, header, checklist, notes, books, saved_at)
     VALUES (@id, @number, 'open', @header, @checklist, @notes, @books, @savedAt)`,
  );
  const save = database.prepare<[string, string]>('UPDATE inspections SET saved_at = ? WHERE id = ?');
  const setNotes = database.prepare<[string, string]>('UPDATE inspections SET notes = ? WHERE id = ?');
  const setBooks = database.prepare<[string | null, string]>('UPDATE inspections SET books = ? WHERE id = ?');
  const abandon = database.prepare<[string, string]>(
    "UPDATE inspections SET state = 'abandoned', abandoned_because = ? WHERE id = ?",
  );
  const putSeat = database.prepare(
    `INSERT INTO inspection_seats (inspection_id, seat, reading) VALUES (@id, @seat, @reading)
     ON CONFLICT (inspection_id, seat) DO UPDATE SET reading = excluded.reading`,
  );
  const removeSeat = database.prepare<[string, string]>(
    'DELETE FROM inspection_seats WHERE inspection_id = ? AND seat = ?',
  );
  const putCell = database.prepare(
    `INSERT INTO inspection_cells VALUES (@id, @item, @subject, @automatic, @answer)
     ON CONFLICT (inspection_id, item, subject)
     DO UPDATE SET automatic = excluded.automatic, answer = excluded.answer`,
  );
  const removeCell = database.prepare<[string, string, string]>(
    'DELETE FROM inspection_cells WHERE inspection_id = ? AND item = ? AND subject = ?',
  );
  const addPhoto = database.prepare(
    `INSERT INTO inspection_photos (id, inspection_id, item, subject, facts, jpeg)
     VALUES (@photo, @id, @item, @subject, @facts, @jpeg)`,
  );
  const removePhoto = database.prepare<[string, string]>(
    'DELETE FROM inspection_photos WHERE inspection_id = ? AND id = ?',
  );
  const putDecision = database.prepare(
    `INSERT INTO inspection_problems (inspection_id, item, decision) VALUES (@id, @item, @decision)
     ON CONFLICT (inspection_id, item) DO UPDATE SET decision = excluded.decision`,
  );
  const putRequest = database.prepare(
    `INSERT INTO inspection_problems (inspection_id, item, request) VALUES (@id, @item, @request)
     ON CONFLICT (inspection_id, item) DO UPDATE SET request = excluded.request`,
  );

  const steps = createInspectionSteps(database);

  const putSeats = (id: string, seats: Iterable<StoredSeat>) => {
    for (const { seat, reading } of seats) putSeat.run({ id, seat, reading: text(reading) });
  };
  const putCells = (id: string, cells: Iterable<StoredCell>) => {
    for (const { item, subject, automatic, answer } of cells)
      if (automatic === null && answer === null) removeCell.run(id, item, subject);
      else putCell.run({ id, item, subject, automatic: text(automatic), answer: text(answer) });
  };

  return {
    openOnes: ({ kind, lab }) => selectOpen.all({ kind, school: lab.school, lab: lab.lab }),
    isTaken: (number) => selectTaken.get(number) !== undefined,
    insert({ header, checklist, notes, books, seats, cells, savedAt }) {
      const { id, number } = header;
      const body = { checklist: text(checklist), notes: text(notes), books: text(books) };
      insert.run({ id, number, header: text(header), savedAt, ...body });
      putSeats(id, seats);
      for (const ofItem of cells.values()) putCells(id, ofItem.values());
    },
    change(id, patch, savedAt) {
      const { notes, books, seats, removedSeat, cells, photo, removedPhoto, decision, request, step, abandoned } =
        patch;
      if (step !== undefined) steps.add(id, step);
      if (notes !== undefined) setNotes.run(JSON.stringify(notes), id);
      if (books !== undefined) setBooks.run(text(books), id);
      if (seats !== undefined) putSeats(id, seats);
      if (removedSeat !== undefined) removeSeat.run(id, removedSeat);
      if (cells !== undefined) putCells(id, cells);
      if (photo !== undefined) {
        const { facts, jpeg } = photo;
        const { id: photoId, item, subject } = facts;
        addPhoto.run({ id, photo: photoId, item, subject, facts: JSON.stringify(facts), jpeg });
      }
      if (removedPhoto !== undefined) removePhoto.run(id, removedPhoto);
      if (decision !== undefined)
        putDecision.run({ id, item: decision.item, decision: isEmpty(decision) ? null : JSON.stringify(decision) });
      if (request !== undefined) putRequest.run({ id, item: request.item, request: JSON.stringify(request) });
      if (abandoned !== undefined) abandon.run(abandoned, id);
      save.run(savedAt, id);
    },
  };
}
