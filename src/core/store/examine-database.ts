import type { Database } from 'better-sqlite3';

/** The screen asks often and waits for the answer; a program of ours holds the lock for milliseconds only. */
const PATIENCE_MS = 250;

/** @throws what SQLite says when the database cannot be written right now. Writes nothing. */
export function probeWriting(database: Database): void {
  withPatience(database, PATIENCE_MS, () => database.exec('BEGIN IMMEDIATE; ROLLBACK'));
}

/** Does something that need not wait long for other programs. */
export function withPatience(database: Database, milliseconds: number, work: () => void): void {
  const usual = database.pragma('busy_timeout', { simple: true }) as number;
  database.pragma(`busy_timeout = ${milliseconds}`);
  try {
    work();
  } finally {
    database.pragma(`busy_timeout = ${usual}`);
  }
}

/** Reads every page, and stops at the first one that is wrong. @throws an error with SQLite's code for damage. */
export function examineDatabase(database: Database): void {
  const said = database.pragma('quick_check(1)', { simple: true });
  if (said !== 'ok') throw Object.assign(new Error(String(said)), { code: 'SQLITE_CORRUPT' });
}
