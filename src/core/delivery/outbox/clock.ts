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

/** Wakes one sleeper; a call while nobody sleeps ends the next sleep at once. */
export class WakeSignal {
  readonly #clock: Clock;
  #woken = false;
  #sleeping: AbortController | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  wake(): void {
    this.#woken = true;
    this.#sleeping?.abort();
  }

  /** @param ms null: until it is woken. */
  async sleep(ms: number | null): Promise<void> {
    if (!this.#woken) {
      this.#sleeping = new AbortController();
      await this.#clock.sleep(ms, this.#sleeping.signal);
      this.#sleeping = null;
    }
    this.#woken = false;
  }
}
