import type { Database } from 'better-sqlite3';
import { createAuditLog } from '../roles/audit-log.ts';
import type { RetentionLimits } from './retention-settings.ts';

/** @returns an expression: the run that a column refers to; nothing where that is no JSON any more. */
const runIn = (column: string, path: string): string =>
  `CASE WHEN json_valid(${column}) THEN ${column} ->> '${path}' END`;

/** What names a run in a column that is damaged keeps it. */
const namedInDamaged = (table: string, column: string): string =>
  `NOT EXISTS (SELECT 1 FROM ${table} WHERE NOT json_valid(${column}) AND instr(${column}, runs.id))`;

/** The newest run stays: it shows a clock that was set back. So does what an open inspection or request refers to. */
const OLD_RUNS = `FROM runs WHERE unixepoch(started_at) < ?
  AND id <> (SELECT max(id) FROM runs)
  AND id NOT IN (SELECT run FROM (
    SELECT ${runIn('reading', '$.run.id')} AS run FROM inspection_seats JOIN inspections ON inspections.id = inspection_id
    WHERE state IN ('open', 'signed')) WHERE run IS NOT NULL)
  AND id NOT IN (SELECT run FROM (
    SELECT ${runIn('body', '$.request.run.id')} AS run FROM messages JOIN requests ON requests.message_id = messages.id
    WHERE state NOT IN ('closed', 'rejected', 'withdrawn')) WHERE run IS NOT NULL)
  AND id NOT IN (SELECT run FROM (SELECT ${runIn('draft', '$.run')} AS run FROM request_drafts) WHERE run IS NOT NULL)
  AND ${namedInDamaged('inspection_seats', 'reading')}
  AND ${namedInDamaged('messages', 'body')}
  AND ${namedInDamaged('request_drafts', 'draft')}`;

/** What was said against runs goes with them. */
const OLD_DISPUTES = `FROM run_disputes WHERE unixepoch(at) < ? AND run_id NOT IN (SELECT id FROM runs)`;

/** The newest entries stay: they record how far publications have come, and which root the school set. */
const OLD_LOG = `FROM publications WHERE unixepoch(installed_at) < ?
  AND installed_at <> (SELECT max(installed_at) FROM publications)
  AND version <> (SELECT max(version) FROM publications)
  AND installed_at <> coalesce((SELECT max(installed_at) FROM publications
    WHERE json_valid(mark) AND mark ->> '$.ownRoot' IS NOT NULL), '')`;

/** Check runs and the history of publications that were retained long enough. They hold no person. */
export function createOldRecords(database: Database, limits: RetentionLimits) {
  const count = (what: string, limit: number) =>
    database.prepare<[number], number>(`SELECT count(*) ${what}`).pluck().get(limit)!;
  return {
    runs: count(OLD_RUNS, limits.runs),
    /** The audit log goes by itself: its last erased entry is signed for. */
    log: count(OLD_LOG, limits.log) + createAuditLog(database).countBefore(limits.log),
    erase(): void {
      database.prepare(`DELETE ${OLD_RUNS}`).run(limits.runs);
      database.prepare(`DELETE ${OLD_DISPUTES}`).run(limits.runs);
      database.prepare(`DELETE ${OLD_LOG}`).run(limits.log);
    },
  };
}
