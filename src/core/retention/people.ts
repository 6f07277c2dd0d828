import type { Database } from 'better-sqlite3';
import { replacePersonal } from '../../shared/domain/personal.ts';
import { serviceMessageSchema } from '../../shared/domain/request-lifecycle.ts';
import { parsedJson } from '../store/stored-json.ts';
import type { RetentionLimits } from './retention-settings.ts';
import { type InspectionNotes, inspectionNotesSchema } from '../../shared/domain/inspection/inspection-session.ts';

interface Ended {
  id: string;
  number: string;
}

interface Body {
  id: string;
  body: string;
}

/** A request has ended in these states; one that is only resolved may still be asked about. */
const ENDED = `('closed', 'rejected', 'withdrawn')`;

/**
 * Names and phone numbers in requests that ended long ago. What the chain of requests covers leaves them out, so it holds before
 * and after. Emptied and not taken away: what reads a message finds every field it knows.
 */
export function createContacts(database: Database, { contacts: limit }: RetentionLimits) {
  const selectEnded = `SELECT requests.id, number, (
      SELECT max(unixepoch(content ->> '$.event.at')) FROM (SELECT * FROM request_events WHERE json_valid(content))
      WHERE request_id = requests.id AND content ->> '$.event.type' IN ${ENDED}) AS since
    FROM requests WHERE state IN ${ENDED}`;
  const ended = database.prepare<[number], Ended>(`${selectEnded} AND since < ? ORDER BY place`).all(limit);
  /** Its last event is damaged: nobody knows when its time is over. */
  const endedUnknown = database.prepare<[], Ended>(`${selectEnded} AND since IS NULL ORDER BY place`).all();
  const selectBodies = database.prepare<[string], Body>('SELECT id, body FROM messages WHERE request_id = ?');
  const hasAuthors = database
    .prepare<[string], 0 | 1>(
      'SELECT EXISTS (SELECT 1 FROM request_events WHERE request_id = ? AND author_name IS NOT NULL)',
    )
    .pluck();
  const forgetAuthors = database.prepare('UPDATE request_events SET author_name = NULL WHERE request_id = ?');
  const update = database.prepare('UPDATE messages SET body = @body WHERE id = @id');
  const drafts = database
    .prepare<[number], number>('SELECT count(*) FROM request_drafts WHERE unixepoch(saved_at) < ?')
    .pluck();

  const messagesOf = (request: string) =>
    selectBodies.all(request).map(({ id, body }) => {
      const message = serviceMessageSchema.safeParse(parsedJson(body));
      return { id, body, erased: message.success ? JSON.stringify(emptied(JSON.parse(body))) : null };
    });

  const withPeople = (requests: readonly Ended[]) =>
    requests
      .map((request) => ({ ...request, messages: messagesOf(request.id) }))
      .filter(({ id, messages }) => hasAuthors.get(id) === 1 || messages.some(({ body, erased }) => erased !== body));
  const toErase = withPeople(ended);
  const isUnderstood = ({ messages }: (typeof toErase)[number]) => messages.every(({ erased }) => erased !== null);
  const numbers = (requests: typeof toErase) => requests.map(({ number }) => number);

  return {
    requests: numbers(toErase.filter(isUnderstood)),
    notUnderstood: numbers([...toErase.filter((request) => !isUnderstood(request)), ...withPeople(endedUnknown)]),
    drafts: drafts.get(limit)!,
    erase(): void {
      for (const { id, messages } of toErase) {
        forgetAuthors.run(id);
        for (const message of messages)
          if (message.erased !== null) update.run({ id: message.id, body: message.erased });
      }
      database.prepare('DELETE FROM request_drafts WHERE unixepoch(saved_at) < ?').run(limit);
    },
  };
}

/** In the order of its fields as it was written: the digest in the chain is over that. */
const emptied = (body: unknown): unknown => replacePersonal(serviceMessageSchema, body, () => '');

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
  const selectHandedIn = database.prepare<[string], Body>(
    `SELECT id, body FROM (SELECT * FROM messages WHERE type = 'request' AND json_valid(body))
     WHERE body ->> '$.request.report.inspection' = ?`,
  );
  const updateMessage = database.prepare('UPDATE messages SET body = @body WHERE id = @id');
  const updateNotes = database.prepare('UPDATE inspections SET notes = @notes WHERE id = @id');
  return {
    inspections: numbersOf(inspections.filter(({ notes }) => withoutNames(notes) !== null)),
    /** Their notes are damaged: nobody knows where a name is in them, and they are left as they are. */
    notUnderstood: numbersOf(inspections.filter(({ notes }) => withoutNames(notes) === null)),
    erase(): void {
      for (const { id, notes } of inspections) {
        forgetPeople.run(id);
        for (const message of selectHandedIn.all(id))
          if (serviceMessageSchema.safeParse(parsedJson(message.body)).success)
            updateMessage.run({ id: message.id, body: JSON.stringify(emptied(JSON.parse(message.body))) });
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
