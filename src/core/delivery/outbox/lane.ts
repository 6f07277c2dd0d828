import type { Result } from '../../../shared/domain/result.ts';
import type { DeliveryLeases, LeaseAnswer, LeasedDelivery } from '../../store/delivery-leases.ts';
import type { Channel } from '../channel.ts';
import { afterTry } from './after-try.ts';
import { LADDERS, pauseAfter } from '../../store/backoff.ts';
import { Bell } from './bell.ts';
import type { Clock } from './clock.ts';
import { LEASE_MS, tryOnce } from './try-once.ts';

export interface LaneParts {
  readonly leases: <Value>(work: (leases: DeliveryLeases) => Value) => Promise<Result<Awaited<Value>>>;
  readonly clock: Clock;
  readonly random: () => number;
  /** Something about the lane is different now. */
  readonly changed: () => void;
}

const MAX_PAUSE_MS = { queued: LADDERS.usual.max, maybe: LADDERS.doubtful.max };

/** Sends what waits for one channel, one after the other; sleeps without a timer while nothing does. */
export class Lane {
  readonly channel: Channel;
  readonly #parts: LaneParts;
  readonly #bell: Bell;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;

  constructor(channel: Channel, parts: LaneParts) {
    this.channel = channel;
    this.#parts = parts;
    this.#bell = new Bell(parts.clock);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Look again whether something is due. */
  wake(): void {
    this.#bell.ring();
  }

  /** Ends after the try that is under way has been recorded. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#bell.ring();
    await this.#running;
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #run(): Promise<void> {
    let troubles = 0;
    while (!this.#stopped) {
      // A fault of our own counts like a database that cannot be used: it stops neither this lane nor the program.
      const next = await this.#turn().catch(() => 'failed' as const);
      if (next === 'failed') await this.#bell.sleep(this.#pause(troubles));
      else if (next !== 'sent') await this.#bell.sleep(next.waitMs);
      troubles = next === 'failed' ? troubles + 1 : 0;
    }
  }

  /** One delivery, where one is due; else how long to wait. `failed`: the database cannot be used. */
  async #turn(): Promise<'sent' | 'failed' | { readonly waitMs: number | null }> {
    const answer = await this.#take();
    if (!answer.ok) return 'failed';
    if (!('leased' in answer.value)) return answer.value;
    await this.#send(answer.value.leased);
    return 'sent';
  }

  #take(): Promise<Result<LeaseAnswer>> {
    const { id, idempotent, perMinute } = this.channel;
    return this.#parts.leases((leases) =>
      leases.take({
        channel: id,
        idempotent,
        spacingMs: perMinute === null ? 0 : Math.ceil(60_000 / perMinute),
        leaseMs: LEASE_MS,
        maxPauseMs: MAX_PAUSE_MS,
        now: this.#parts.clock.now(),
      }),
    );
  }

  async #send(leased: LeasedDelivery): Promise<void> {
    const { clock, random, leases, changed } = this.#parts;
    changed();
    const outcome = await tryOnce(this.channel, leased, clock, this.#stop.signal);
    const { delivery, lane } = afterTry(outcome, leased, { channel: this.channel, step: leased.laneStep, random });
    // Where it cannot be written down that a message arrived, no further one is sent meanwhile.
    for (let troubles = 0; ; troubles += 1) {
      const recorded = await leases((it) => it.record(leased, this.channel.id, delivery, lane, clock.now()));
      if (recorded.ok || this.#stopped) break;
      await this.#bell.sleep(this.#pause(troubles));
    }
    changed();
  }

  /** While the database cannot be used. */
  #pause(troubles: number): number {
    return pauseAfter(troubles, LADDERS.usual, this.#parts.random);
  }
}
