import type { OwnProblem } from '../../shared/domain/problem.ts';
import { existsSync, renameSync, rmSync, statSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type Sqlite3 from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { applyFolderMode } from '../platform/access/file-mode.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { messageOf } from '../platform/message-of.ts';
import { NotRegular } from '../platform/regular-file.ts';
import { MIGRATIONS } from './migrations/list.ts';
import type { Migration } from './migrations/migration.ts';

type SqliteConstructor = typeof Sqlite3;

/** How long a write waits for the lock, while a teacher waits for the result; other processes of this program hold it for milliseconds. */
const BUSY_TIMEOUT_MS = 1500;
/** SQLite does not wait for a lock where that could deadlock (two first starts that both switch to WAL), so opening is retried. */
const FIRST_START_PATIENCE_MS = 3000;
const FIRST_START_PAUSE_MS = 30;
/** In WAL mode readers do not wait, except while another process opens or repairs the file. */
const READ_TIMEOUT_MS = 300;
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
  const deadline = performance.now() + FIRST_START_PATIENCE_MS;
  for (;;) {
    const opened = openOnce(Sqlite, file, migrations);
    if (opened.ok || opened.problem.code !== 'database-locked' || performance.now() > deadline) return opened;
    await wait(FIRST_START_PAUSE_MS * (1 + Math.random()));
  }
}

/** Opens the database read-only, without migrating it. @returns null when it cannot be used. */
export async function openReadOnly(file: string): Promise<Database | null> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    requireRegularFiles(file);
    return new Sqlite(file, { readonly: true, fileMustExist: true, timeout: READ_TIMEOUT_MS });
  } catch {
    return null;
  }
}

function openOnce(Sqlite: SqliteConstructor, file: string, migrations: readonly Migration[]): Result<Database> {
  const known = migrations.at(-1)?.version ?? 0;
  let database: Database | null = null;
  try {
    makeFolder(path.dirname(file));
    requireRegularFiles(file);
    database = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
    // SQLite creates its other files with the mode of this one.
    applyFolderMode(file);
    const library = database.prepare('SELECT sqlite_version()').pluck().get() as string;
    if (!isSafeSqlite(library)) {
      database.close();
      return fail('database-library-old', { file, found: library, needed: SAFE_SQLITE });
    }
    if (readVersion(database) <= known) {
      makeDurable(database);
      migrate(database, file, migrations);
    }
    const found = readVersion(database);
    if (found <= known) return succeed(database);
    database.close();
    return fail('database-newer', { file, found, known });
  } catch (cause) {
    database?.close();
    return { ok: false, problem: describeDatabaseError(cause, file) };
  }
}

/** SQLite would open a pipe and block for ever. @throws NotRegular where one of its files is no regular file. */
function requireRegularFiles(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`])
    if (statSync(name, { throwIfNoEntry: false })?.isFile() === false)
      throw new NotRegular(`${name} is not a regular file`);
}

const readVersion = (database: Database): number => database.pragma('user_version', { simple: true }) as number;

/** Sets journal mode and synchronous, and reads both back, because SQLite silently ignores a pragma that it cannot apply. */
function makeDurable(database: Database): void {
  const journal = database.pragma('journal_mode = WAL', { simple: true });
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== SYNCHRONOUS_FULL)
    throw new Error(`durability refused: journal_mode ${String(journal)}, synchronous ${String(synchronous)}`);
}

function migrate(database: Database, file: string, migrations: readonly Migration[]): void {
  const version = readVersion(database);
  const next = migrations.find((migration) => migration.version > version);
  if (next === undefined) return;
  if (!isEmpty(database)) backUp(database, `${file}.before-${next.version}.backup`);
  const apply = database.transaction(() => {
    // Another process may have migrated the file meanwhile: its migrations are not applied again.
    const found = readVersion(database);
    for (const migration of migrations.filter((it) => it.version > found)) {
      migration.up(database);
      database.pragma(`user_version = ${migration.version}`);
    }
  });
  apply.immediate();
}

const isEmpty = (database: Database): boolean =>
  database.prepare('SELECT count(*) FROM sqlite_master').pluck().get() === 0;

/** Backs the database up; the backup gets its name only when it is complete. */
function backUp(database: Database, backup: string): void {
  if (existsSync(backup)) return;
  const draft = `${backup}.${process.pid}.part`;
  try {
    rmSync(draft, { force: true });
    database.prepare('VACUUM INTO ?').run(draft);
    applyFolderMode(draft);
    renameSync(draft, backup);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}

/**
 * First SQLite version without the WAL-reset bug (3.7.0–3.51.2), where two connections that write and checkpoint at once can corrupt the file.
 * https://sqlite.org/wal.html#walresetbug
 */
const SAFE_SQLITE = '3.51.3';

/** Whether this SQLite is free of the bug. @param version e.g. `3.54.1`. @returns false also for an invalid version. */
export function isSafeSqlite(version: string): boolean {
  const [found, needed] = [version, SAFE_SQLITE].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (const [at, part] of needed.entries()) {
    const own = found[at] ?? Number.NaN;
    if (own !== part) return own > part;
  }
  return true;
}

/** With less free space than this (bytes), an I/O error of SQLite means a full disk: it does not always have a code for that. */
const ROOM_TO_WRITE = 256 * 1024;

const LIBRARY_ERRORS = new Set(['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);

/** Builds the problem for an error that was thrown while the database was opened or used. */
export function describeDatabaseError(cause: unknown, file: string): OwnProblem<DatabaseCode> {
  return { code: findProblemCode(cause, file), params: { file, detail: messageOf(cause) } };
}

type DatabaseCode = `database-${'unusable' | 'library-missing' | 'locked' | 'damaged'}` | 'disk-full';

function findProblemCode(cause: unknown, file: string): DatabaseCode {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'database-unusable';
  // better-sqlite3 loads its binary with the first database, not with the package.
  if (LIBRARY_ERRORS.has(code)) return 'database-library-missing';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'database-locked';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'database-damaged';
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT')
    return 'disk-full';
  const writing = code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN');
  return writing && isDiskFull(path.dirname(file)) ? 'disk-full' : 'database-unusable';
}

function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(folder);
    return bavail * bsize < ROOM_TO_WRITE || (files > 0 && ffree === 0);
  } catch {
    return false;
  }
}
