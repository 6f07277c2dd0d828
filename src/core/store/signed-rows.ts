import type { Database } from 'better-sqlite3';
import { parsedJson, reportPeopleIn, type ReportRecord } from '../records/signed-record.ts';
import type { InspectionNotes } from '../../shared/domain/inspection/inspection-session.ts';
import { createRowsDigest } from './inspection-rows.ts';

type Named = Pick<InspectionNotes, 'inspectors' | 'schoolPerson'>;

/** Tells whether what the database holds of a signed inspection is what was signed: rows, moment, and names until they are erased. */
export function createSignedRows(database: Database) {
  const digest = createRowsDigest(database);
  const selectSigned = database.prepare<[string], { saved_at: string; notes: string }>(
    "SELECT saved_at, notes FROM inspections WHERE id = ? AND state = 'signed'",
  );
  return ({ inspection: id, at, rows }: ReportRecord, people: string | null): boolean => {
    const kept = selectSigned.get(id);
    return kept?.saved_at === at && digest(id) === rows && namesOf(kept.notes) === signedNames(people);
  };
}

const signedNames = (people: string | null): string => namesIn(reportPeopleIn(people) ?? NOBODY);
const NOBODY: Named = { inspectors: [], schoolPerson: null };

const namesOf = (notes: string): string => namesIn(parsedJson(notes) ?? {});
const namesIn = ({ inspectors, schoolPerson }: Partial<Named>): string => JSON.stringify([inspectors, schoolPerson]);
