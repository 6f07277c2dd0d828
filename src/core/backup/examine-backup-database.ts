import Sqlite, { type Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import { MIGRATIONS } from '../store/migrations/list.ts';
import { damageIn } from '../store/examine-database.ts';

/**
 * Whether the database of a backup may be opened by this program. Triggers and views are code that runs when it is used: they have
 * to be those of this program, word by word, as the tables and indexes have to be.
 * @returns `backup-database-damaged`, `backup-database-foreign`; null where it may.
 */
export function examineBackupDatabase(file: string, version: number): Problem | null {
  let database: Database | null = null;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true });
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    const found = database.pragma('user_version', { simple: true }) as number;
    if (found !== version) return { code: 'backup-database-foreign', params: { name: `user_version ${found}` } };
    const known = schemaAt(version);
    const written = schemaIn(database);
    const other =
      [...written].find(([name, sql]) => known.get(name) !== sql) ?? [...known].find(([name]) => !written.has(name));
    if (other !== undefined) return { code: 'backup-database-foreign', params: { name: other[0] } };
    const [damage] = damageIn(database);
    return damage === undefined ? null : { code: 'backup-database-damaged', params: { detail: damage } };
  } catch (cause) {
    return { code: 'backup-database-damaged', params: { detail: messageOf(cause) } };
  } finally {
    database?.close();
  }
}

/** The tables as this program makes them up to a version. */
function schemaAt(version: number): ReadonlyMap<string, string> {
  const database = new Sqlite(':memory:');
  try {
    for (const migration of MIGRATIONS.filter((one) => one.version <= version)) migration.up(database);
    return schemaIn(database);
  } finally {
    database.close();
  }
}

/** What is defined, by kind and name; what SQLite makes for itself has no text. */
const schemaIn = (database: Database): ReadonlyMap<string, string> =>
  new Map(
    database
      .prepare<[], { name: string; sql: string }>(
        `SELECT type || ' ' || name AS name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' AND name NOT LIKE 'sqlite_stat%'`,
      )
      .all()
      .map(({ name, sql }) => [name, sql.replaceAll(/\s+/g, ' ')]),
  );
