import { setTimeout } from 'node:timers/promises';

/** A program that only starts another one gives it so long to appear, from the start on. */
const APPEARS_MS = 20_000;
/** Listing programs starts PowerShell on Windows, beside a lesson that needs the PC. */
const LOOKS_MS = 30_000;

/** @returns which of these programs run; null where that cannot be seen. */
export type FindRunning = (programs: readonly string[], signal: AbortSignal) => Promise<readonly string[] | null>;

interface Launched {
  /** `performance.now()` when it was started. */
  readonly startedAt: number;
  /** The end of the program that was started. */
  readonly ended: Promise<void>;
  /** Published names of programs: while one of them runs the lesson goes on. */
  readonly running: readonly string[];
}

/**
 * Waits for the end of the lesson: of the program that was started, and of those it was published to start. Where programs cannot
 * be listed the end is not known, and not claimed.
 * @param signal when another lesson has begun: then this never ends.
 */
export async function waitForEnd(
  { startedAt, ended, running }: Launched,
  findRunning: FindRunning,
  signal: AbortSignal,
  { appears = APPEARS_MS, looks = LOOKS_MS } = {},
): Promise<void> {
  await ended;
  if (running.length === 0) return;
  const pause = (milliseconds: number) => setTimeout(milliseconds, null, { ref: false, signal });
  await pause(Math.max(0, startedAt + appears - performance.now()));
  for (;;) {
    const found = await findRunning(running, signal);
    if (found?.length === 0) return;
    await pause(looks);
  }
}
