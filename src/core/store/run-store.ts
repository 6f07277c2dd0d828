import type { Database } from 'better-sqlite3';
import type { Keeping, RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../probes/probe.ts';
import { databaseFileIn, openDatabase, problemCodeOf } from './database.ts';
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
  /** Why the database cannot be used right now, null when it can. */
  problem(): Promise<Problem | null>;
  close(): void;
}

/** Opens the database at first use, and again after each failure: a lock or a full disk may be gone by then. */
export function createRunStore(dataDirectory: string): RunStore {
  const file = databaseFileIn(dataDirectory);
  let opened: { database: Database; runs: RunRepository } | null = null;

  const open = async (): Promise<Result<RunRepository>> => {
    if (opened !== null) return succeed(opened.runs);
    const result = await openDatabase(file);
    if (!result.ok) return result;
    const runs = createRunRepository(result.value);
    opened = { database: result.value, runs };
    try {
      await importSideFiles(dataDirectory, runs);
    } catch {
      // They stay where they are and are tried again at the next start.
    }
    return succeed(runs);
  };

  const use = async <Value>(work: (runs: RunRepository) => Value): Promise<Result<Value>> => {
    const runs = await open();
    if (!runs.ok) return runs;
    try {
      return succeed(work(runs.value));
    } catch (cause) {
      return fail(problemCodeOf(cause), { file, detail: messageOf(cause) });
    }
  };

  return {
    async keep(run) {
      const saved = await use((runs) => runs.save(run));
      if (saved.ok) return { kept: 'database' };
      try {
        return { kept: 'side-file', file: writeSideFile(dataDirectory, run), problem: saved.problem };
      } catch {
        return { kept: 'nowhere', problem: saved.problem };
      }
    },
    list: (limit, before) => use((runs) => runs.list(limit, before)),
    async get(id) {
      const found = await use((runs) => runs.get(id));
      if (!found.ok) return found;
      return found.value === null ? fail('run-not-found', { id }) : succeed(found.value);
    },
    recent: (limit) => use((runs) => runs.recent(limit)),
    async lastGood(demo, before) {
      const found = await use((runs) => runs.lastGood(demo, before));
      return found.ok ? found.value : null;
    },
    async problem() {
      const runs = await open();
      return runs.ok ? null : runs.problem;
    },
    close() {
      opened?.database.close();
      opened = null;
    },
  };
}
