import type { Result } from '../../../shared/domain/result.ts';
import { LADDERS, pauseAfter } from '../../store/backoff.ts';
import type { DeliveryLeases, LeaseAnswer, LeasedDelivery } from '../../store/delivery-leases.ts';
import type { Channel } from '../channel.ts';
import { afterTry, LEASE_MS, tryOnce } from './try-once.ts';
import { type Clock, WakeSignal } from './clock.ts';

export interface LaneDependencies {
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
  readonly #deps: LaneDependencies;
  readonly #wake: WakeSignal;
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;

  constructor(channel: Channel, deps: LaneDependencies) {
    this.channel = channel;
    this.#deps = deps;
    this.#wake = new WakeSignal(deps.clock);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Look again whether something is due. */
  wake(): void {
    this.#wake.wake();
  }

  /** Ends after the try that is under way has been recorded. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake.wake();
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
      if (next === 'failed') await this.#wake.sleep(this.#pause(troubles));
      else if (next !== 'sent') await this.#wake.sleep(next.waitMs);
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
    return this.#deps.leases((leases) =>
      leases.take({
        channel: id,
        idempotent,
        spacingMs: perMinute === null ? 0 : Math.ceil(60_000 / perMinute),
        leaseMs: LEASE_MS,
        maxPauseMs: MAX_PAUSE_MS,
        now: this.#deps.clock.now(),
      }),
    );
  }

  async #send(leased: LeasedDelivery): Promise<void> {
    const { clock, random, leases, changed } = this.#deps;
    changed();
    const outcome = await tryOnce(this.channel, leased, clock, this.#stop.signal);
    const { delivery, lane } = afterTry(outcome, leased, { channel: this.channel, step: leased.laneStep, random });
    // Where it cannot be written down that a message arrived, no further one is sent meanwhile.
    for (let troubles = 0; ; troubles += 1) {
      const recorded = await leases((it) => it.record(leased, this.channel.id, delivery, lane, clock.now()));
      if (recorded.ok || this.#stopped) break;
      await this.#wake.sleep(this.#pause(troubles));
    }
    changed();
  }

  /** While the database cannot be used. */
  #pause(troubles: number): number {
    return pauseAfter(troubles, LADDERS.usual, this.#deps.random);
  }
}

/** The lanes of the channels there are. */
export class Lanes {
  readonly #deps: LaneDependencies;
  #lanes: ReadonlyMap<string, Lane> = new Map();
  #started = false;

  constructor(deps: LaneDependencies) {
    this.#deps = deps;
  }

  get channels(): Channel[] {
    return [...this.#lanes.values()].map(({ channel }) => channel);
  }

  get ids(): string[] {
    return [...this.#lanes.keys()];
  }

  start(): void {
    this.#started = true;
    for (const lane of this.#lanes.values()) lane.start();
  }

  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake();
  }

  /** Ends when every try that is under way has been recorded; they can be started again. */
  async stop(): Promise<void> {
    this.#started = false;
    const { channels } = this;
    await this.replace([]);
    await this.replace(channels);
  }

  /**
   * A lane whose channel is the very same object goes on. New ones begin with the next `start`.
   * @returns ids of channels that were there with other settings.
   */
  async replace(channels: readonly Channel[]): Promise<string[]> {
    const before = this.#lanes;
    const goesOn = (channel: Channel) => before.get(channel.id)?.channel === channel;
    this.#lanes = new Map(
      channels.map((channel) => [
        channel.id,
        goesOn(channel) ? before.get(channel.id)! : new Lane(channel, this.#deps),
      ]),
    );
    const ending = [...before].filter(([id, lane]) => this.#lanes.get(id) !== lane);
    await Promise.all(ending.map(([, lane]) => lane.stop()));
    return ending.map(([id]) => id).filter((id) => this.#lanes.has(id));
  }

  get started(): boolean {
    return this.#started;
  }
}
