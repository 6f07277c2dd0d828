import { readdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Keeping, RunSummary } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { RunDispute } from '../../shared/domain/run-dispute.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { createDatabaseSession, type DatabaseSession, isPassing, perConnection } from './database-session.ts';
import { probeWriting } from './examine-database.ts';
import { createRunDisputes, wholeDisputes } from './run-disputes.ts';
import { createRunRepository, type DayCount, type RunQuery, type RunRepository } from './run-repository.ts';
import { checkStored, tryReadRow } from './stored-json.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';

/** Which of the runs asked for are wanted. */
export interface SoughtPage {
  readonly limit: number;
  /** Id of the last run of the page before. */
  readonly before?: string | undefined;
  /** Beyond the page it is counted up to so many. */
  readonly countTo?: number;
}

export interface FoundRuns {
  readonly runs: RunSummary[];
  /** How many there are, `runs` among them. */
  readonly count: number;
  /** Counting ended before the last one. */
  readonly hasMore: boolean;
}

/** Store of check runs, which works in any state of the database. */
export interface RunStore {
  /** Saves a run; never throws. Where the database cannot be used, the run is saved in a file of its own, which the result reports. */
  save(run: CheckRun): Promise<Keeping>;
  /** Newest first. An unreadable run is listed with the verdict `unknown`. */
  list(limit: number, before?: string): Promise<Result<RunSummary[]>>;
  /** Those asked for, as `list` gives them; others get their turn meanwhile. @throws when the signal is aborted. */
  find(query: RunQuery, page: SoughtPage, signal: AbortSignal): Promise<Result<FoundRuns>>;
  /** From that civil date on, oldest first; others get their turn meanwhile. @throws when the signal is aborted. */
  countByDay(from: string, demo: boolean, signal: AbortSignal): Promise<Result<DayCount[]>>;
  /** @returns `run-not-found`, `record-unreadable`. */
  get(id: string): Promise<Result<CheckRun>>;
  /** Newest first, up to the first unreadable run. @returns `record-unreadable` where the newest is unreadable. */
  recent(limit: number): Promise<Result<CheckRun[]>>;
  /**
   * The newest run with the verdict `ready` or `usable`; null where there is none or it is unreadable.
   * @param before id of the run that it must be older than.
   */
  lastGood(demo: boolean, before?: string): Promise<CheckRun | null>;
  /** The same without validation, for a check, which tolerates malformed facts: quick. */
  lastGoodFacts(demo: boolean): Promise<Pick<CheckRun, 'startedAt' | 'snapshot'> | null>;
  /** Keeps what somebody said against the verdict of a run. @returns `run-not-found`, `record-unreadable`. */
  dispute(run: string, dispute: RunDispute): Promise<Result<RunDispute[]>>;
  /** All of it, oldest first. */
  disputes(run: string): Promise<Result<RunDispute[]>>;
  /** Why the database cannot be used right now; null when it can. Quick: pages are not checked for damage. */
  problem(): Promise<Problem | null>;
  /** The same after checking the whole database, which takes seconds when it is large. */
  examine(): Promise<Problem | null>;
  /** Closes the session. */
  close(): void;
}

/** Creates the store. Runs in side files are imported at the first use of the database that succeeds. */
export function createRunStore(
  dataDirectory: string,
  session: DatabaseSession = createDatabaseSession(dataDirectory),
): RunStore {
  const runsOf = perConnection(createRunRepository);
  const disputesOf = perConnection(createRunDisputes);
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
    async save(run) {
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
      const summaries = await summariesOf();
      return await useRuns((runs) => summaries(runs.list(limit, before)));
    },
    async find(query, { limit, before, countTo = 0 }, signal) {
      const summaries = await summariesOf();
      const most = Math.max(limit, countTo) + 1;
      const ids: string[] = [];
      for (let from = before; ;) {
        await nextTurn(undefined, { signal });
        const slice = await useRuns((runs) => runs.findSlice(query, most - ids.length, from));
        if (!slice.ok) return slice;
        ids.push(...slice.value.ids);
        if (slice.value.last === null || ids.length >= most) break;
        from = slice.value.last;
      }
      await nextTurn(undefined, { signal });
      const found = await useRuns((runs) => summaries(runs.summaries(ids.slice(0, limit))));
      if (!found.ok) return found;
      return succeed({ runs: found.value, count: Math.min(ids.length, most - 1), hasMore: ids.length >= most });
    },
    async countByDay(from, demo, signal) {
      const counts = new Map<string, DayCount>();
      for (let before: string | undefined; ;) {
        await nextTurn(undefined, { signal });
        const slice = await useRuns((runs) => runs.countSlice(from, demo, before));
        if (!slice.ok) return slice;
        for (const one of slice.value.days) {
          const key = `${one.day} ${one.verdict}`;
          counts.set(key, { ...one, count: one.count + (counts.get(key)?.count ?? 0) });
        }
        if (slice.value.last === null) break;
        before = slice.value.last;
      }
      return succeed([...counts.keys()].toSorted().map((key) => counts.get(key)!));
    },
    get,
    async recent(limit) {
      const ids = await useRuns((runs) => runs.recent(limit));
      if (!ids.ok) return ids;
      const found: CheckRun[] = [];
      for (const id of ids.value) {
        const run = await get(id);
        if (run.ok) found.push(run.value);
        // The list ends at an unreadable run, because runs before and after it are not consecutive.
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
    async dispute(run, dispute) {
      const found = await get(run);
      if (!found.ok) return found;
      return await wholeDisputes(
        await use((database) => {
          const disputes = disputesOf(database);
          disputes.add(run, dispute);
          return disputes.of(run);
        }),
      );
    },
    disputes: async (run) => await wholeDisputes(await use((database) => disputesOf(database).of(run))),
    problem,
    examine: async () => (await session.examine()) ?? (await problem()),
    close: () => session.close(),
  };
}

/** Lists what was stored, an unreadable run with the verdict `unknown`. */
async function summariesOf(): Promise<(listed: ReturnType<RunRepository['list']>) => RunSummary[]> {
  const { listedDevicesSchema } = await import('./run-columns.ts');
  return (listed) =>
    listed.map((run) => {
      const devices = listedDevicesSchema.safeParse(run.devices);
      return devices.success ? { ...run, devices: devices.data } : { ...run, verdict: 'unknown', devices: [] };
    });
}

/** Maximum size of a side file; a run has some hundred kilobytes. */
const MAX_RUN_BYTES = 32 << 20;

const sideFolderIn = (dataDirectory: string) => path.join(dataDirectory, 'runs-beside-database');

/**
 * Saves a run durably in a file of its own, while the database cannot be used.
 * @returns the path of the file.
 * @throws when it could not be written completely; no part of it is left then.
 */
function writeSideFile(dataDirectory: string, run: CheckRun): string {
  const file = path.join(sideFolderIn(dataDirectory), `${run.id}.json`);
  writeDurably(file, JSON.stringify(run));
  return file;
}

/** Imports runs from side files into the database. A file that is no run stays where it is. */
async function importSideFiles(dataDirectory: string, runs: RunRepository): Promise<void> {
  const directory = sideFolderIn(dataDirectory);
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch {
    return; // No side file was ever written.
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
      // The file is imported again the next time, which changes nothing.
    }
  }
}
