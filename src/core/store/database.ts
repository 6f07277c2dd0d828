import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type Sqlite3 from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../probes/probe.ts';
import { MIGRATIONS } from './migrations/list.ts';
import type { Migration } from './migrations/migration.ts';

type SqliteConstructor = typeof Sqlite3;

/** A teacher waits in front of it; another program of ours holds the lock for milliseconds only. */
const BUSY_TIMEOUT_MS = 1500;
const SYNCHRONOUS_FULL = 2;

export const databaseFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'vrlab.sqlite');

/**
 * Opens the database, makes it durable and brings it up to date.
 * @returns a problem, with the file untouched, when it is newer than this program, damaged, locked or not to be opened.
 */
export async function openDatabase(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Result<Database>> {
  let Sqlite: SqliteConstructor;
  try {
    ({ default: Sqlite } = await import('better-sqlite3'));
  } catch (cause) {
    return fail('database-library-missing', { file, detail: messageOf(cause) });
  }
  let database: Database | null = null;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const isNew = !existsSync(file);
    database = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
    const known = migrations.at(-1)?.version ?? 0;
    const found = database.pragma('user_version', { simple: true }) as number;
    if (found > known) {
      database.close();
      return fail('database-newer', { file, found, known });
    }
    makeDurable(database);
    migrate(
      database,
      file,
      migrations.filter(({ version }) => version > found),
      isNew,
    );
    return succeed(database);
  } catch (cause) {
    database?.close();
    return fail(problemCodeOf(cause), { file, detail: messageOf(cause) });
  }
}

/** SQLite accepts a pragma it cannot honour without a word, so both are read back. */
function makeDurable(database: Database): void {
  const journal = database.pragma('journal_mode = WAL', { simple: true });
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== SYNCHRONOUS_FULL)
    throw new Error(`durability refused: journal_mode ${String(journal)}, synchronous ${String(synchronous)}`);
}

function migrate(database: Database, file: string, pending: readonly Migration[], isNew: boolean): void {
  const [first] = pending;
  if (first === undefined) return;
  if (!isNew) {
    const backup = `${file}.before-${first.version}.backup`;
    if (!existsSync(backup)) database.prepare('VACUUM INTO ?').run(backup);
  }
  database.transaction(() => {
    for (const migration of pending) {
      migration.up(database);
      database.pragma(`user_version = ${migration.version}`);
    }
  })();
}

/** @returns the problem code for an error thrown by SQLite. */
export function problemCodeOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'database-unusable';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'database-locked';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'database-damaged';
  if (code.startsWith('SQLITE_FULL')) return 'disk-full';
  return 'database-unusable';
}
