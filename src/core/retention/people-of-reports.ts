import type { Database } from 'better-sqlite3';
import { type InspectionNotes, inspectionNotesSchema } from '../../shared/domain/inspection/inspection-session.ts';
import { parsedJson } from '../store/stored-json.ts';
import type { RetentionLimits } from './retention-settings.ts';

interface Inspection {
  id: string;
  number: string;
  notes: string;
  signed: 0 | 1;
}

/**
 * Names and drawn signatures of inspections that ended long ago. What was signed and hashed holds a digest of them only, so that it
 * stays as it is.
 */
export function createPeopleOfReports(database: Database, { people: limit }: RetentionLimits) {
  const inspections = database
    .prepare<[number], Inspection>(
      `SELECT id, number, notes,
         EXISTS (SELECT 1 FROM inspection_records WHERE inspection_id = inspections.id AND people IS NOT NULL) AS signed
       FROM inspections WHERE state <> 'open' AND unixepoch(saved_at) < ? ORDER BY place`,
    )
    .all(limit)
    .filter(({ notes, signed }) => signed === 1 || withoutNames(notes) !== notes);
  const forgetPeople = database.prepare('UPDATE inspection_records SET people = NULL WHERE inspection_id = ?');
  const updateNotes = database.prepare('UPDATE inspections SET notes = @notes WHERE id = @id');
  return {
    inspections: numbersOf(inspections.filter(({ notes }) => withoutNames(notes) !== null)),
    /** Their notes are damaged: nobody knows where a name is in them, and they are left as they are. */
    notUnderstood: numbersOf(inspections.filter(({ notes }) => withoutNames(notes) === null)),
    erase(): void {
      for (const { id, notes } of inspections) {
        forgetPeople.run(id);
        updateNotes.run({ id, notes: withoutNames(notes) ?? notes });
      }
    },
  };
}

const numbersOf = (inspections: readonly Inspection[]): string[] => inspections.map(({ number }) => number);

/** Everything else as it was written. @returns null where it cannot be read. */
function withoutNames(text: string): string | null {
  const notes = parsedJson(text) as InspectionNotes;
  const known = inspectionNotesSchema.safeParse(notes).success;
  return known ? JSON.stringify({ ...notes, inspectors: [], schoolPerson: null }) : null;
}
