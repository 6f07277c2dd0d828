/** Below this, a refused signature has another reason than the clock. */
const TOLERANCE_MS = 60_000;

/** The PC's clock, corrected by what servers said in their `Date`. Kept in memory only: clocks get set right. */
export class ServerClock {
  readonly #now: () => Date;
  #offsetMs = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now().getTime() + this.#offsetMs);
  }

  /** @returns true when the time used so far was wrong by more than a minute and is corrected now. */
  correctBy(date: string | undefined): boolean {
    const said = Date.parse(date ?? '');
    if (Number.isNaN(said) || Math.abs(said - this.now().getTime()) <= TOLERANCE_MS) return false;
    this.#offsetMs = said - this.#now().getTime();
    return true;
  }
}
