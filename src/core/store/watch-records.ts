import { setTimeout as wait } from 'node:timers/promises';
import { DAY_MS } from '../../shared/beijing-time.ts';
import { examineInWorker } from './examine-in-worker.ts';

interface WatchedRecords {
  readonly file: string;
  /** Somebody waits for this PC. */
  readonly isBusy: () => boolean;
  /** Something is not as it should be: looks at everything here, repairs what can be, and remembers what is to be reported. */
  readonly onDamage: () => Promise<unknown>;
}

export interface WatchTimes {
  /** The screen is there by then, and the first check may have run. */
  readonly firstAfterMs: number;
  readonly everyMs: number;
  readonly whileBusyMs: number;
}

const TIMES: WatchTimes = { firstAfterMs: 90_000, everyMs: DAY_MS, whileBusyMs: 15_000 };

/** Reads all records soon after the start and once a day, until the signal is aborted. Never rejects. */
export async function watchRecords(
  { file, isBusy, onDamage }: WatchedRecords,
  signal: AbortSignal,
  times: WatchTimes = TIMES,
): Promise<void> {
  const pause = (milliseconds: number) => wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  await pause(times.firstAfterMs);
  while (!signal.aborted) {
    while (isBusy() && !signal.aborted) await pause(times.whileBusyMs);
    if ((await examineInWorker(file, signal)) === false) await onDamage();
    await pause(times.everyMs);
  }
}
