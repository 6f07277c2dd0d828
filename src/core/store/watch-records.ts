import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DAY_MS } from '../../shared/beijing-time.ts';
import type { ExaminedFile } from './examination-worker.ts';

interface WatchedRecords {
  readonly file: string;
  /** Whether a user is waiting for this PC. */
  readonly isBusy: () => boolean;
  /** Called where damage was found: examines everything in this process, repairs what it can and remembers what to report. */
  readonly onDamage: () => Promise<unknown>;
}

export interface WatchTimes {
  /** Late enough for the screen to be shown and the first check to have run. */
  readonly firstAfterMs: number;
  readonly everyMs: number;
  readonly whileBusyMs: number;
}

const TIMES: WatchTimes = { firstAfterMs: 90_000, everyMs: DAY_MS, whileBusyMs: 15_000 };

/** Examines all records soon after the start and once a day, until the signal is aborted. Never rejects. */
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

/**
 * Examines the whole database in a worker thread over a read-only connection, because it takes seconds.
 * @returns whether everything is intact; null where that could not be determined, or the signal was aborted.
 */
export async function examineInWorker(file: string, signal: AbortSignal): Promise<boolean | null> {
  if (signal.aborted) return null;
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./examination-worker.${extension}`, import.meta.url), {
    workerData: file satisfies ExaminedFile,
  });
  // The program may exit while the worker runs.
  worker.unref();
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
