import type { Database } from 'better-sqlite3';
import type { InspectionNotes } from '../../shared/domain/inspection/inspection-session.ts';
import type { RetentionLimits } from './limits.ts';

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
    inspections: inspections.map(({ number }) => number),
    erase(): void {
      for (const { id, notes } of inspections) {
        forgetPeople.run(id);
        updateNotes.run({ id, notes: withoutNames(notes) });
      }
    },
  };
}

function withoutNames(text: string): string {
  const notes = JSON.parse(text) as InspectionNotes;
  return JSON.stringify({ ...notes, inspectors: [], schoolPerson: null });
}
