import type { Database } from 'better-sqlite3';

/** The screen asks often and waits for the answer; a program of ours holds the lock for milliseconds only. */
const BUSY_TIMEOUT_MS = 250;

/** @throws what SQLite says when the database cannot be written right now. Writes nothing. */
export function probeWriting(database: Database): void {
  withBusyTimeout(database, BUSY_TIMEOUT_MS, () => database.exec('BEGIN IMMEDIATE; ROLLBACK'));
}

/** Does something that need not wait long for other programs. */
export function withBusyTimeout(database: Database, milliseconds: number, work: () => void): void {
  const usual = database.pragma('busy_timeout', { simple: true }) as number;
  database.pragma(`busy_timeout = ${milliseconds}`);
  try {
    work();
  } finally {
    database.pragma(`busy_timeout = ${usual}`);
  }
}

/** What is wrong with an index only: everything in it stands in its table as well. */
const OF_AN_INDEX = /^(row \d+ missing from|wrong # of entries in) index /;

/** Reads every page and every index. @returns what SQLite says; nothing where all is well. */
export function damageIn(database: Database): string[] {
  const said = database.pragma('integrity_check(100)') as { integrity_check: string }[];
  return said.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

/**
 * The same; indexes that do not agree with their tables are made anew.
 * @returns whether that was needed. @throws an error with SQLite's code for damage.
 */
export function examineDatabase(database: Database): boolean {
  const found = damageIn(database);
  if (found.length === 0) return false;
  if (!found.every((line) => OF_AN_INDEX.test(line))) throw damaged(found);
  database.transaction(() => database.exec('REINDEX')).immediate();
  const left = damageIn(database);
  if (left.length > 0) throw damaged(left);
  return true;
}

const damaged = (found: readonly string[]): Error => Object.assign(new Error(found[0]), { code: 'SQLITE_CORRUPT' });
