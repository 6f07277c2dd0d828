/** Asking takes some milliseconds of one core, and nobody waits for it: below 1 %. */
const ROUND_MS = 3000;
/** All devices of one plug arrive within a second of its last notification; the next look comes later than that. */
const AFTER_NOTIFICATION_MS = 1000;

/** Every attempt may start a process. */
const ROUNDS_WITHOUT_ANSWER = 10;

/**
 * Asks again and again which devices there are and what is wrong with them: of one that does not answer, or whose driver stops,
 * Windows notifies nobody.
 */
export class ConditionWatch {
  readonly #read: () => Promise<string | null>;
  readonly #onChange: () => void;
  readonly #roundMs: number;
  #known: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #round = 0;

  /** @param read null where Windows could not be asked: then it is asked less often. */
  constructor(read: () => Promise<string | null>, onChange: () => void, roundMs = ROUND_MS) {
    this.#read = read;
    this.#onChange = onChange;
    this.#roundMs = roundMs;
    // Before the watcher looks itself: what fails after that is news.
    void this.#look();
  }

  /** Windows told of a change by itself: that one is no news. */
  notified(): void {
    this.#known = null;
    this.#schedule(Math.min(AFTER_NOTIFICATION_MS, this.#roundMs));
  }

  close(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
  }

  #schedule(afterMs: number): void {
    this.close();
    this.#timer = setTimeout(() => void this.#look(), afterMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const round = this.#round;
    const now = await this.#read();
    if (round !== this.#round) return;
    if (now === null) return this.#schedule(ROUNDS_WITHOUT_ANSWER * this.#roundMs);
    const isNews = this.#known !== null && this.#known !== now;
    this.#known = now;
    this.#schedule(this.#roundMs);
    if (isNews) this.#onChange();
  }
}
