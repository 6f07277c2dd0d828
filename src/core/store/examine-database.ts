import type { Database } from 'better-sqlite3';

/** The screen asks often and waits for the answer; a program of ours holds the lock for milliseconds only. */
const PATIENCE_MS = 250;

/** @throws what SQLite says when the database cannot be written right now. Writes nothing. */
export function probeWriting(database: Database): void {
  const usual = database.pragma('busy_timeout', { simple: true }) as number;
  database.pragma(`busy_timeout = ${PATIENCE_MS}`);
  try {
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
  } finally {
    database.pragma(`busy_timeout = ${usual}`);
  }
}

/** Reads every page, and stops at the first one that is wrong. @throws an error with SQLite's code for damage. */
export function examineDatabase(database: Database): void {
  const said = database.pragma('quick_check(1)', { simple: true });
  if (said !== 'ok') throw Object.assign(new Error(String(said)), { code: 'SQLITE_CORRUPT' });
}
