import type { Clock } from '../../../src/core/delivery/outbox/clock.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Time that passes when the test says so. The wall clock may be set; what sleeps does not notice. */
export class VirtualClock implements Clock {
  #passed = 0;
  #wall = Date.UTC(2026, 10, 22, 1);
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#wall + this.#passed;
  }

  /** Milliseconds since the test began. */
  get passed(): number {
    return this.#passed;
  }

  /** Somebody sets the clock of the PC. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  sleep(ms: number | null, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = () => {
      this.#sleepers.delete(sleeper);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const sleeper: Sleeper = { until: ms === null ? Infinity : this.#passed + ms, wake: end };
    this.#sleepers.add(sleeper);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    return promise;
  }

  /** Timers that are set: none means that nothing will happen by itself. */
  get timers(): number {
    return [...this.#sleepers].filter(({ until }) => until !== Infinity).length;
  }

  /** Everything that falls due within this time happens, in its order. */
  async pass(ms: number): Promise<void> {
    const end = this.#passed + ms;
    for (;;) {
      await rest();
      const next = [...this.#sleepers].toSorted((one, other) => one.until - other.until)[0];
      if (next === undefined || next.until > end) break;
      this.#passed = next.until;
      next.wake();
    }
    this.#passed = end;
    await rest();
  }
}

/** Lets everything run that does not wait for time. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
