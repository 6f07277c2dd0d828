import type { Database } from 'better-sqlite3';
import type { Keeping, RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { clearDamageMark, knownDamage, markDamaged } from './damage-mark.ts';
import { databaseProblemOf } from './database-problem.ts';
import { databaseFileIn, openDatabase } from './database.ts';
import { examineDatabase, probeWriting } from './examine-database.ts';
import { fileIdentity } from './file-identity.ts';
import { createRunRepository, type RunRepository } from './run-repository.ts';
import { importSideFiles, writeSideFile } from './side-files.ts';

/** Runs on disk, whatever state the database is in. */
export interface RunStore {
  /** Never throws: a run that cannot go into the database goes into a file of its own, and the caller is told. */
  keep(run: CheckRun): Promise<Keeping>;
  list(limit: number, before?: string): Promise<Result<RunSummary[]>>;
  get(id: string): Promise<Result<CheckRun>>;
  /** Newest first. */
  recent(limit: number): Promise<Result<CheckRun[]>>;
  /**
   * The newest run with which a lesson could be taught; null where there is none or it cannot be read.
   * @param before id of the run it must be older than.
   */
  lastGood(demo: boolean, before?: string): Promise<CheckRun | null>;
  /** Why the database cannot be used right now, null when it can. Quick; damage deep inside is not looked for. */
  problem(): Promise<Problem | null>;
  /** The same after reading the whole database: takes seconds when it is large. */
  examine(): Promise<Problem | null>;
  close(): void;
}

interface OpenStore {
  readonly database: Database;
  readonly runs: RunRepository;
  /** Which file was opened: another one may be put in its place while the program runs. */
  readonly identity: string | null;
}

/** After these the connection goes on: nothing is wrong with the file itself. */
const PASSING = new Set(['database-locked', 'disk-full']);

/**
 * Opens the database at first use, and again when it failed, was replaced or deleted. Runs kept beside it are taken in at
 * the first use that succeeds. Where damage was met, nothing more is written into that file.
 */
export function createRunStore(dataDirectory: string): RunStore {
  const file = databaseFileIn(dataDirectory);
  let opened: OpenStore | null = null;
  let opening: Promise<Result<OpenStore>> | null = null;
  let asideWaiting = true;

  const close = () => {
    opened?.database.close();
    opened = null;
  };

  const openFile = async (): Promise<Result<OpenStore>> => {
    const result = await openDatabase(file);
    if (!result.ok) return result;
    try {
      opened = {
        database: result.value,
        runs: createRunRepository(result.value),
        identity: fileIdentity(file),
      };
      return succeed(opened);
    } catch (cause) {
      result.value.close();
      return { ok: false, problem: databaseProblemOf(cause, file) };
    }
  };

  const open = async (): Promise<Result<OpenStore>> => {
    if (opened !== null && opened.identity !== fileIdentity(file)) close();
    if (opened !== null) return succeed(opened);
    opening ??= openFile().finally(() => {
      opening = null;
    });
    return await opening;
  };

  const attempt = async <Value>(work: (store: OpenStore) => Value): Promise<Result<Awaited<Value>>> => {
    const store = await open();
    if (!store.ok) return store;
    try {
      return succeed(await work(store.value));
    } catch (cause) {
      const problem = databaseProblemOf(cause, file);
      if (problem.code === 'database-damaged') markDamaged(file, String(problem.params['detail']));
      if (!PASSING.has(problem.code) && opened === store.value) close();
      return { ok: false, problem };
    }
  };

  const takeInAside = async (): Promise<Result<void>> => {
    const imported = await attempt(({ database, runs }) => {
      probeWriting(database);
      return importSideFiles(dataDirectory, runs);
    });
    asideWaiting = !imported.ok;
    return imported;
  };

  const use = async <Value>(work: (store: OpenStore) => Value): Promise<Result<Awaited<Value>>> => {
    const damage = knownDamage(file);
    if (damage !== null) {
      close();
      return fail('database-damaged', { file, detail: damage });
    }
    const imported = asideWaiting ? await takeInAside() : succeed(undefined);
    // A database that is locked or on a full disk can still be read from.
    if (!imported.ok && !PASSING.has(imported.problem.code)) return imported;
    return await attempt(work);
  };

  const problemOf = (result: Result<unknown>): Problem | null => (result.ok ? null : result.problem);

  return {
    async keep(run) {
      const saved = await use(({ runs }) => runs.save(run));
      if (saved.ok) return { kept: 'database' };
      try {
        const aside = writeSideFile(dataDirectory, run);
        asideWaiting = true;
        return { kept: 'side-file', file: aside, problem: saved.problem };
      } catch {
        return { kept: 'nowhere', problem: saved.problem };
      }
    },
    list: (limit, before) => use(({ runs }) => runs.list(limit, before)),
    async get(id) {
      const found = await use(({ runs }) => runs.get(id));
      if (!found.ok) return found;
      return found.value === null ? fail('run-not-found', { id }) : succeed(found.value);
    },
    recent: (limit) => use(({ runs }) => runs.recent(limit)),
    async lastGood(demo, before) {
      const found = await use(({ runs }) => runs.lastGood(demo, before));
      return found.ok ? found.value : null;
    },
    problem: async () => problemOf(await use(({ database }) => probeWriting(database))),
    async examine() {
      const examined = await attempt(({ database }) => examineDatabase(database));
      if (!examined.ok) return examined.problem;
      clearDamageMark(file);
      return problemOf(await use(({ database }) => probeWriting(database)));
    },
    close,
  };
}
