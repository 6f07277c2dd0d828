import type { Clock } from './clock.ts';

/** Wakes one sleeper; a ring while nobody sleeps ends the next sleep at once. */
export class Bell {
  readonly #clock: Clock;
  #rung = false;
  #sleeping: AbortController | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    this.#rung = true;
    this.#sleeping?.abort();
  }

  /** @param ms null: until it rings. */
  async sleep(ms: number | null): Promise<void> {
    if (!this.#rung) {
      this.#sleeping = new AbortController();
      await this.#clock.sleep(ms, this.#sleeping.signal);
      this.#sleeping = null;
    }
    this.#rung = false;
  }
}
