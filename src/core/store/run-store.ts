import type { Keeping, RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { createDatabaseSession, type DatabaseSession, isPassing, perConnection } from './database-session.ts';
import { probeWriting } from './examine-database.ts';
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
  /** Closes the session. */
  close(): void;
}

/** Runs kept beside the database are taken in at the first use that succeeds. */
export function createRunStore(
  dataDirectory: string,
  session: DatabaseSession = createDatabaseSession(dataDirectory),
): RunStore {
  const runsOf = perConnection(createRunRepository);
  let asideWaiting = true;

  const takeInAside = async (): Promise<Result<void>> => {
    const imported = await session.use((database) => {
      probeWriting(database);
      return importSideFiles(dataDirectory, runsOf(database));
    });
    asideWaiting = !imported.ok;
    return imported;
  };

  const use: DatabaseSession['use'] = async (work) => {
    const imported = asideWaiting ? await takeInAside() : succeed(undefined);
    if (!imported.ok && !isPassing(imported.problem)) return imported;
    return await session.use(work);
  };
  const useRuns = <Value>(work: (runs: RunRepository) => Value) => use((database) => work(runsOf(database)));

  const problem = async (): Promise<Problem | null> => {
    const probed = await use(probeWriting);
    return probed.ok ? null : probed.problem;
  };

  return {
    async keep(run) {
      const saved = await useRuns((runs) => runs.save(run));
      if (saved.ok) return { kept: 'database' };
      try {
        const aside = writeSideFile(dataDirectory, run);
        asideWaiting = true;
        return { kept: 'side-file', file: aside, problem: saved.problem };
      } catch {
        return { kept: 'nowhere', problem: saved.problem };
      }
    },
    list: (limit, before) => useRuns((runs) => runs.list(limit, before)),
    async get(id) {
      const found = await useRuns((runs) => runs.get(id));
      if (!found.ok) return found;
      return found.value === null ? fail('run-not-found', { id }) : succeed(found.value);
    },
    recent: (limit) => useRuns((runs) => runs.recent(limit)),
    async lastGood(demo, before) {
      const found = await useRuns((runs) => runs.lastGood(demo, before));
      return found.ok ? found.value : null;
    },
    problem,
    examine: async () => (await session.examine()) ?? (await problem()),
    close: () => session.close(),
  };
}
