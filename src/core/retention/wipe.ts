import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';

/** Whole copies made before an update, and such copies half made. */
const COPY = /\.before-\d+\.backup(\..*)?$/;

/** Copies of the database beside it. @param before only those older than this, in seconds since 1970; all when not given. */
export function databaseCopies(file: string, before = Infinity): string[] {
  const folder = path.dirname(file);
  return readdirSync(folder).filter(
    (name) =>
      name.startsWith(path.basename(file)) &&
      COPY.test(name) &&
      statSync(path.join(folder, name)).mtimeMs / 1000 < before,
  );
}

export function removeCopies(file: string, names: readonly string[]): void {
  for (const name of names) rmSync(path.join(path.dirname(file), name), { force: true });
}

/**
 * Writes the database anew without what was ever deleted from it, and empties the journal: erased bytes are nowhere in its files.
 * @returns false where another program uses the database, so that the journal could not be emptied.
 * @throws what SQLite says, e.g. when the disk is full; nothing is lost then.
 */
export function compact(database: Database): boolean {
  database.exec('VACUUM');
  const [done] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return done?.busy === 0;
}

/** Overwrites with zeros what is deleted while something is done. */
export function wiping<Value>(database: Database, work: () => Value): Value {
  const usual = database.pragma('secure_delete', { simple: true }) as number;
  database.pragma('secure_delete = ON');
  try {
    return work();
  } finally {
    database.pragma(`secure_delete = ${usual}`);
  }
}
