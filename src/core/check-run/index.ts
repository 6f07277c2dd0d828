import type { CheckProgress } from '../../shared/contract.ts';
import type { CheckRun, LiveState } from '../../shared/domain/check-run.ts';
import type { CheckPurpose } from '../../shared/domain/probe-ids.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { ExpectedDevice } from '../../shared/domain/station.ts';
import type { StationContext } from '../checks/check.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { Feed } from '../platform/feed.ts';
import { asOfNow } from '../platform/replaceable.ts';
import { judgeSnapshot } from './judge-snapshot.ts';
import { learnConnected } from './learn-equipment.ts';
import { LiveStation } from './live-station.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** Checks of this PC, and what is connected meanwhile. */
export interface Checks {
  /**
   * One check from probes to stored record, step by step. Ending the iteration or aborting the signal stops the probes; a check that
   * was stopped is not stored.
   */
  run(signal: AbortSignal, purpose?: CheckPurpose): AsyncGenerator<CheckProgress>;
  /** Some check is under way. */
  readonly isRunning: boolean;
  /** The newest run of this start of the program, which may have no record. */
  readonly newest: CheckRun | null;
  /** What is connected now, and again at every plug and unplug. */
  live(signal: AbortSignal): AsyncGenerator<LiveState>;
  /** The station or its expected equipment changed: what is connected is judged again. */
  refresh(): void;
  /** Every probe once. Stores nothing. */
  snapshot(signal: AbortSignal): Promise<Snapshot>;
  /** What is connected, without a station to compare it with. Stores nothing. */
  scan(signal: AbortSignal): Promise<CheckRun>;
  /**
   * Judges a saved snapshot again, as of the instant it was taken. Runs no probe and stores nothing. Problems: those of reading the
   * file apart, of the snapshot, and of the station.
   */
  rejudge(file: string): Promise<Result<CheckRun>>;
  /**
   * Judges a text of another program that somebody sent, recognised by its content; a snapshot as `rejudge` does. Runs no probe and
   * stores nothing. Problems: those of reading the file apart, of the text, and of the station.
   */
  judgeSent(file: string): Promise<Result<CheckRun>>;
  /** The same with the content of the file, as a screen hands it over. */
  judgeSentBytes(file: string, bytes: Uint8Array): Promise<Result<CheckRun>>;
  /** The connected equipment, as it would be expected from now on. Stores nothing. */
  learnEquipment(): Promise<Result<ExpectedDevice[]>>;
  close(): void;
}

export function createChecks(
  deps: Pick<Dependencies, 'probes' | 'hotPlug' | 'publication' | 'version' | 'demo' | 'runs' | 'station'>,
): Checks {
  const { probes, publication, demo, runs } = deps;
  const readStation = async (): Promise<Required<StationContext>> => {
    const read = await deps.station();
    return read.ok ? { station: read.value, stationProblem: null } : { station: null, stationProblem: read.problem };
  };
  const lastGoodRun = () => runs.lastGoodFacts(demo);
  async function judgeAgain(snapshot: Result<Snapshot>): Promise<Result<CheckRun>> {
    if (!snapshot.ok) return snapshot;
    const station = await deps.station();
    if (!station.ok) return station;
    const takenAt = new Date(snapshot.value.takenAt);
    return succeed({ ...judgeSnapshot(snapshot.value, station.value, publication, takenAt, null), durationMs: 0 });
  }
  const live = new LiveStation({ probes, publication, hotPlug: deps.hotPlug, readStation, lastGoodRun });
  let running = 0;
  let newest: CheckRun | null = null;

  async function checkAndStore(push: (step: CheckProgress) => void, purpose: CheckPurpose, signal: AbortSignal) {
    const startedAt = new Date();
    // A newer publication that arrives meanwhile is for the next check.
    const judging = asOfNow(publication);
    const snapshot = await takeSnapshot(
      { ...deps, probes: asOfNow(probes) },
      signal,
      (step) =>
        push({ type: 'probe', probe: step.probe, state: step.state === 'started' ? 'started' : step.outcome.status }),
      purpose,
    );
    if (signal.aborted) return;
    const { station, stationProblem } = await readStation();
    const run = judgeSnapshot(snapshot, station, judging, startedAt, await lastGoodRun(), stationProblem);
    // Its fault codes are asked for also when it cannot be stored, which is when they matter most.
    newest = run;
    push({ type: 'finished', run, keeping: await runs.save(run) });
  }

  return {
    async *run(signal, purpose = 'lesson') {
      const left = new AbortController();
      const steps = new Feed<CheckProgress>();
      const followed = steps.follow();
      running += 1;
      const checking = checkAndStore(
        (step) => steps.push(step),
        purpose,
        AbortSignal.any([signal, left.signal]),
      ).finally(() => steps.end());
      try {
        yield* followed;
      } finally {
        running -= 1;
        left.abort();
        await checking;
      }
    },
    get isRunning() {
      return running > 0;
    },
    get newest() {
      return newest;
    },
    live: (signal) => live.watch(signal),
    refresh: () => live.refresh(),
    snapshot: (signal) => takeSnapshot(deps, signal),
    scan: async (signal) => judgeSnapshot(await takeSnapshot(deps, signal), null, publication, new Date(), null),
    rejudge: async (file) => await judgeAgain(await readSavedSnapshot(file)),
    judgeSent: async (file) => await judgeAgain(await readSentText(file)),
    judgeSentBytes: async (file, bytes) => await judgeAgain(await readSentBytes(file, bytes)),
    learnEquipment: () => learnConnected(probes, publication),
    close: () => live.close(),
  };
}

/** Loads the readers of untrusted files, which a check of this PC does without. */
async function readUntrusted(file: string) {
  const [{ JSON_FILE_LIMIT }, { readRegularFile }, { readApart }, readers] = await Promise.all([
    import('../platform/read-json-file.ts'),
    import('../platform/regular-file.ts'),
    import('../platform/untrusted/read-apart.ts'),
    import('./untrusted-readers.ts'),
  ]);
  return { readApart, readers, bytes: await readRegularFile(file, JSON_FILE_LIMIT) };
}

async function readSavedSnapshot(file: string): Promise<Result<Snapshot>> {
  const { bytes, readApart, readers } = await readUntrusted(file);
  return bytes.ok ? await readApart(readers.snapshotReader, { file, bytes: bytes.value }) : bytes;
}

async function readSentText(file: string): Promise<Result<Snapshot>> {
  const { bytes, readApart, readers } = await readUntrusted(file);
  return bytes.ok ? await readApart(readers.textReportReader, { file, bytes: bytes.value, now: new Date() }) : bytes;
}

async function readSentBytes(file: string, bytes: Uint8Array): Promise<Result<Snapshot>> {
  const [{ readApart }, { textReportReader }] = await Promise.all([
    import('../platform/untrusted/read-apart.ts'),
    import('./untrusted-readers.ts'),
  ]);
  return await readApart(textReportReader, { file, bytes, now: new Date() });
}
