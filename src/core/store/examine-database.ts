import type { Database } from 'better-sqlite3';

/** How long the write test waits for the lock: the screen asks often and waits, and other processes hold the lock for milliseconds. */
const BUSY_TIMEOUT_MS = 250;

/** Tests whether the database can be written now, without writing. @throws the error of SQLite when it cannot. */
export function probeWriting(database: Database): void {
  withBusyTimeout(database, BUSY_TIMEOUT_MS, () => database.exec('BEGIN IMMEDIATE; ROLLBACK'));
}

/** Runs work with another busy timeout than that of the connection. */
export function withBusyTimeout(database: Database, milliseconds: number, work: () => void): void {
  const usual = database.pragma('busy_timeout', { simple: true }) as number;
  database.pragma(`busy_timeout = ${milliseconds}`);
  try {
    work();
  } finally {
    database.pragma(`busy_timeout = ${usual}`);
  }
}

/** Messages for damage in an index only: its content can be rebuilt from the table. */
const OF_AN_INDEX = /^(row \d+ missing from|wrong # of entries in) index /;

/** Checks every page and index. @returns the messages of SQLite; empty where nothing is damaged. */
export function damageIn(database: Database): string[] {
  const messages = database.pragma('integrity_check(100)') as { integrity_check: string }[];
  return messages.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

/**
 * Checks every page and index, and rebuilds indexes that do not match their tables.
 * @returns whether indexes were rebuilt. @throws an error with code `SQLITE_CORRUPT` for other damage.
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
