import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { clearDamageMark, knownDamage, markDamaged } from './damage-mark.ts';
import { databaseProblemOf } from './database-problem.ts';
import { databaseFileIn, openDatabase } from './database.ts';
import { examineDatabase } from './examine-database.ts';
import { fileIdentity } from './file-identity.ts';
import { reportIndexes } from './request-repairs.ts';

/** The one connection of this process, shared by everything that keeps records in the database. */
export interface DatabaseSession {
  readonly file: string;
  /**
   * Works on the open database; never throws. It is opened at first use, and again when it failed, was replaced or deleted.
   * Where damage was met, nothing more is done with that file.
   */
  use<Value>(work: (database: Database) => Value): Promise<Result<Awaited<Value>>>;
  /** Reads the whole database, takes seconds when it is large; damaged indexes are made anew. A file found whole is used again. */
  examine(): Promise<Problem | null>;
  close(): void;
}

/** After these the connection goes on: nothing is wrong with the file itself. */
const PASSING = new Set(['database-locked', 'disk-full']);

/** A database that is locked or on a full disk can still be read from. */
export const isPassing = (problem: Problem): boolean => PASSING.has(problem.code);

export function createDatabaseSession(dataDirectory: string): DatabaseSession {
  const file = databaseFileIn(dataDirectory);
  /** `identity` tells which file was opened: another one may be put in its place while the program runs. */
  let opened: { readonly database: Database; readonly identity: string | null } | null = null;
  let opening: Promise<Result<Database>> | null = null;

  const close = () => {
    opened?.database.close();
    opened = null;
  };

  const openFile = async (): Promise<Result<Database>> => {
    const result = await openDatabase(file);
    if (result.ok) opened = { database: result.value, identity: fileIdentity(file) };
    return result;
  };

  const open = async (): Promise<Result<Database>> => {
    if (opened !== null && opened.identity !== fileIdentity(file)) close();
    if (opened !== null) return succeed(opened.database);
    opening ??= openFile().finally(() => {
      opening = null;
    });
    return await opening;
  };

  const attempt = async <Value>(work: (database: Database) => Value): Promise<Result<Awaited<Value>>> => {
    const database = await open();
    if (!database.ok) return database;
    try {
      return succeed(await work(database.value));
    } catch (cause) {
      const problem = databaseProblemOf(cause, file);
      if (problem.code === 'database-damaged') markDamaged(file, problem.params.detail);
      if (!isPassing(problem) && opened?.database === database.value) close();
      return { ok: false, problem };
    }
  };

  return {
    file,
    async use(work) {
      const damage = knownDamage(file);
      if (damage === null) return await attempt(work);
      close();
      return fail('database-damaged', { file, detail: damage });
    },
    async examine() {
      const examined = await attempt((database) => {
        if (examineDatabase(database)) reportIndexes(database);
      });
      if (!examined.ok) return examined.problem;
      clearDamageMark(file);
      return null;
    },
    close,
  };
}

/** Makes something once for each connection, e.g. prepared statements. */
export function perConnection<Part>(create: (database: Database) => Part): (database: Database) => Part {
  const made = new WeakMap<Database, Part>();
  return (database) => {
    const known = made.get(database);
    if (known !== undefined) return known;
    const part = create(database);
    made.set(database, part);
    return part;
  };
}
