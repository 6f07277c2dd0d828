import type { Database } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { clearDamageFlag, fileIdentity, flagDamaged, knownDamage } from './damage-flag.ts';
import { databaseFileIn, describeDatabaseError, openDatabase } from './database.ts';
import { examineDatabase } from './examine-database.ts';
import { reportIndexes } from './request-repairs.ts';

/** The one connection of this process, shared by all stores. */
export interface DatabaseSession {
  readonly file: string;
  /**
   * Runs work on the open database; never throws. The file is opened at first use, and again after it failed, was replaced or was
   * deleted. A file in which damage was found is not used again.
   */
  use<Value>(work: (database: Database) => Value): Promise<Result<Awaited<Value>>>;
  /** Reads the whole database, which takes seconds when it is large, and rebuilds damaged indexes. An intact file is used again. */
  examine(): Promise<Problem | null>;
  close(): void;
}

/** Problems after which the connection stays open: the file itself is intact. */
const PASSING = new Set(['database-locked', 'disk-full']);

/** Whether a problem is temporary: a database that is locked or on a full disk can still be read. */
export const isPassing = (problem: Problem): boolean => PASSING.has(problem.code);

export function createDatabaseSession(dataDirectory: string): DatabaseSession {
  const file = databaseFileIn(dataDirectory);
  /** `identity` is that of the opened file: another one may be put in its place while the program runs. */
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
      const problem = describeDatabaseError(cause, file);
      if (problem.code === 'database-damaged') flagDamaged(file, problem.params.detail);
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
      clearDamageFlag(file);
      return null;
    },
    close,
  };
}

/** Creates something once for each connection, e.g. prepared statements. */
export function perConnection<Value>(create: (database: Database) => Value): (database: Database) => Value {
  const created = new WeakMap<Database, Value>();
  return (database) => {
    const known = created.get(database);
    if (known !== undefined) return known;
    const value = create(database);
    created.set(database, value);
    return value;
  };
}
