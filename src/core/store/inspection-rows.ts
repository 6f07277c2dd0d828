import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { canonicalJson, canonicalOrNull } from '../platform/canonical-json.ts';
import { parsedJson } from './stored-json.ts';
import { reportPeopleIn, type ReportRecord } from '../records/signed-record.ts';
import type { InspectionNotes } from '../../shared/domain/inspection/inspection-session.ts';

interface HeaderRow {
  id: string;
  number: string;
  header: string;
  checklist: string;
  notes: string;
  books: string | null;
}

interface PhotoRow {
  id: string;
  item: string;
  subject: string;
  facts: string;
  jpeg: Uint8Array;
}

/** Computes a digest over all rows of an inspection without names of people, to detect changes after the signature. */
export function createRowsDigest(database: Database) {
  const selectHeader = database.prepare<[string], HeaderRow>(
    'SELECT id, number, header, checklist, notes, books FROM inspections WHERE id = ?',
  );
  const selectSeats = database.prepare<[string]>(
    'SELECT seat, reading FROM inspection_seats WHERE inspection_id = ? ORDER BY place',
  );
  const selectCells = database.prepare<[string]>(
    'SELECT item, subject, automatic, answer FROM inspection_cells WHERE inspection_id = ? ORDER BY item, subject',
  );
  const selectPhotos = database.prepare<[string], PhotoRow>(
    'SELECT id, item, subject, facts, jpeg FROM inspection_photos WHERE inspection_id = ? ORDER BY place',
  );
  const selectProblems = database.prepare<[string]>(
    'SELECT item, decision, request FROM inspection_problems WHERE inspection_id = ? ORDER BY item',
  );

  /** @returns SHA-256 in hex; null where the inspection does not exist. */
  return (id: string): string | null => {
    const header = selectHeader.get(id);
    if (header === undefined) return null;
    const digest = createHash('sha256');
    const add = (row: unknown) => digest.update(`${canonicalJson(row)}\n`);
    add({ ...header, notes: withoutPeople(header.notes) });
    for (const rows of [selectSeats, selectCells, selectProblems]) {
      for (const row of rows.iterate(id)) add(row);
      add(null);
    }
    for (const { jpeg, ...photo } of selectPhotos.iterate(id))
      add({ ...photo, jpeg: createHash('sha256').update(jpeg).digest('hex') });
    return digest.digest('hex');
  };
}

/** The notes without names, which may be erased after signing and are covered by the signed record. Malformed notes are returned unchanged. */
function withoutPeople(notes: string): unknown {
  const written = parsedJson(notes);
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return notes;
  const { inspectors: _inspectors, schoolPerson: _schoolPerson, ...rest } = written as Record<string, unknown>;
  return canonicalOrNull(rest) === null ? notes : rest;
}

type Named = Pick<InspectionNotes, 'inspectors' | 'schoolPerson'>;

/** Checks whether a signed inspection is unaltered: its rows, the time of signing, and names of people until they are erased. */
export function createSignedRows(database: Database) {
  const digest = createRowsDigest(database);
  const selectSigned = database.prepare<[string], { saved_at: string; notes: string }>(
    "SELECT saved_at, notes FROM inspections WHERE id = ? AND state = 'signed'",
  );
  return ({ inspection: id, at, rows }: ReportRecord, people: string | null): boolean => {
    const stored = selectSigned.get(id);
    return stored?.saved_at === at && digest(id) === rows && namesInNotes(stored.notes) === signedNames(people);
  };
}

const signedNames = (people: string | null): string => namesIn(reportPeopleIn(people) ?? NOBODY);
const NOBODY: Named = { inspectors: [], schoolPerson: null };

const namesInNotes = (notes: string): string => namesIn(parsedJson(notes) ?? {});
const namesIn = ({ inspectors, schoolPerson }: Partial<Named>): string => JSON.stringify([inspectors, schoolPerson]);
