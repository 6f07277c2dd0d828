/** Time as the outbox sees it. */
export interface Clock {
  /** Wall clock, milliseconds since 1970: what is written down. It may jump. */
  now(): number;
  /**
   * Waits by a clock that does not jump.
   * @param ms null: until the signal alone. @returns early, without an error, when the signal is aborted.
   */
  sleep(ms: number | null, signal: AbortSignal): Promise<void>;
}

/** Longer timers of Node end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep(ms, signal) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = ms === null ? undefined : setTimeout(() => end(), Math.min(ms, LONGEST_TIMER_MS));
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    return promise;
  },
};
