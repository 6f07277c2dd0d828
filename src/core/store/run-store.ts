import { readdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { Keeping, RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { createDatabaseSession, type DatabaseSession, isPassing, perConnection } from './database-session.ts';
import { probeWriting } from './examine-database.ts';
import { createRunRepository, type RunRepository } from './run-repository.ts';
import { checkStored, tryReadRow } from './stored-json.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';

/** Runs on disk, whatever state the database is in. */
export interface RunStore {
  /** Never throws: a run that cannot go into the database goes into a file of its own, and the caller is told. */
  keep(run: CheckRun): Promise<Keeping>;
  /** Newest first. One that cannot be read is there as well, with the verdict `unknown`. */
  list(limit: number, before?: string): Promise<Result<RunSummary[]>>;
  /** @returns `run-not-found`, `record-unreadable`. */
  get(id: string): Promise<Result<CheckRun>>;
  /** Newest first, as far as they can be read. @returns `record-unreadable` where the newest cannot. */
  recent(limit: number): Promise<Result<CheckRun[]>>;
  /**
   * The newest run with which a lesson could be taught; null where there is none or it cannot be read.
   * @param before id of the run it must be older than.
   */
  lastGood(demo: boolean, before?: string): Promise<CheckRun | null>;
  /** The same for a check, which survives facts of another shape: quick. */
  lastGoodFacts(demo: boolean): Promise<Pick<CheckRun, 'startedAt' | 'snapshot'> | null>;
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
  let hasSideFiles = true;

  const importAside = async (): Promise<Result<void>> => {
    const imported = await session.use((database) => {
      probeWriting(database);
      return importSideFiles(dataDirectory, runsOf(database));
    });
    hasSideFiles = !imported.ok;
    return imported;
  };

  const use: DatabaseSession['use'] = async (work) => {
    const imported = hasSideFiles ? await importAside() : succeed(undefined);
    if (!imported.ok && !isPassing(imported.problem)) return imported;
    return await session.use(work);
  };
  const useRuns = <Value>(work: (runs: RunRepository) => Value) => use((database) => work(runsOf(database)));

  const get = async (id: string): Promise<Result<CheckRun>> => {
    const { wholeRunSchema } = await import('./run-columns.ts');
    const found = await useRuns((runs) =>
      tryReadRow(() => {
        const run = runs.get(id);
        return run === null ? null : checkStored(wholeRunSchema, run, 'runs');
      }),
    );
    if (!found.ok) return found;
    if (!found.value.ok) {
      const { place, message } = found.value.cause;
      return fail('record-unreadable', { number: id, file: session.file, place, detail: message });
    }
    return found.value.value === null ? fail('run-not-found', { id }) : succeed(found.value.value);
  };

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
        hasSideFiles = true;
        return { kept: 'side-file', file: aside, problem: saved.problem };
      } catch {
        return { kept: 'nowhere', problem: saved.problem };
      }
    },
    async list(limit, before) {
      const { listedDevicesSchema } = await import('./run-columns.ts');
      return await useRuns((runs) =>
        runs.list(limit, before).map((run): RunSummary => {
          const devices = listedDevicesSchema.safeParse(run.devices);
          return devices.success ? { ...run, devices: devices.data } : { ...run, verdict: 'unknown', devices: [] };
        }),
      );
    },
    get,
    async recent(limit) {
      const ids = await useRuns((runs) => runs.recent(limit));
      if (!ids.ok) return ids;
      const found: CheckRun[] = [];
      for (const id of ids.value) {
        const run = await get(id);
        if (run.ok) found.push(run.value);
        // What is before one that cannot be read does not follow on what is after it.
        else if (found.length === 0) return run;
        else break;
      }
      return succeed(found);
    },
    async lastGood(demo, before) {
      const found = await useRuns((runs) => tryReadRow(() => runs.lastGood(demo, before)));
      if (!found.ok || !found.value.ok || found.value.value === null) return null;
      const { id } = found.value.value;
      const run = await get(id);
      return run.ok ? run.value : null;
    },
    async lastGoodFacts(demo) {
      const found = await useRuns((runs) => tryReadRow(() => runs.lastGood(demo)));
      return found.ok && found.value.ok ? found.value.value : null;
    },
    problem,
    examine: async () => (await session.examine()) ?? (await problem()),
    close: () => session.close(),
  };
}

/** A run is some hundred kilobytes; something else is in a larger file. */
const MAX_RUN_BYTES = 32 << 20;

const sideFolderIn = (dataDirectory: string) => path.join(dataDirectory, 'runs-beside-database');

/**
 * Keeps a run as a file of its own while the database cannot be used: complete on disk when this returns.
 * @returns the file's path.
 * @throws when it could not be written whole; nothing is left of it then.
 */
export function writeSideFile(dataDirectory: string, run: CheckRun): string {
  const file = path.join(sideFolderIn(dataDirectory), `${run.id}.json`);
  writeDurably(file, JSON.stringify(run));
  return file;
}

/** Takes runs kept beside the database into it. A file that is not a run of ours stays where it is. */
export async function importSideFiles(dataDirectory: string, runs: RunRepository): Promise<void> {
  const directory = sideFolderIn(dataDirectory);
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch {
    return; // The folder does not exist: nothing was ever kept there.
  }
  if (names.length === 0) return;
  const { checkRunSchema } = await import('../../shared/domain/check-run.ts');
  for (const name of names) {
    const file = path.join(directory, name);
    let written: unknown;
    try {
      written = JSON.parse(readRegularFileSync(file, MAX_RUN_BYTES).toString('utf8'));
    } catch {
      continue;
    }
    const parsed = checkRunSchema.safeParse(written);
    if (!parsed.success) continue;
    runs.save(parsed.data);
    try {
      unlinkSync(file);
    } catch {
      // Saving it once more changes nothing.
    }
  }
}
