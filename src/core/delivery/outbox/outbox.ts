import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../../shared/beijing-time.ts';
import type { Delivery, OutboxState } from '../../../shared/domain/delivery.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { type DatabaseSession, perConnection } from '../../store/database-session.ts';
import { createDeliveryLeases } from '../../store/delivery-lease.ts';
import { createDeliveryRepository, type DeliveryPage, type LaneReport } from '../../store/delivery-repository.ts';
import { createDeliveryRoutes } from '../../store/delivery-routes.ts';
import type { Channel } from '../channel.ts';
import { Change } from './change.ts';
import { type Clock, systemClock } from './clock.ts';
import { Lane, type LaneParts } from './lane.ts';

export interface OutboxParts {
  readonly session: DatabaseSession;
  readonly clock?: Clock;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
}

/** Brings what was filed to the service desk: a lane per channel, nothing dropped ever. */
export class Outbox {
  readonly #use: <Value>(work: (store: ReturnType<typeof storeOf>) => Value) => Promise<Result<Awaited<Value>>>;
  readonly #clock: Clock;
  readonly #laneParts: LaneParts;
  readonly #change = new Change();
  #lanes: ReadonlyMap<string, Lane> = new Map();
  /** With those that are switched off. */
  #known: readonly string[] = [];
  #adopted = true;
  #started = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ session, clock = systemClock, random = Math.random }: OutboxParts) {
    const store = perConnection(storeOf);
    this.#use = (work) => session.use((database) => work(store(database)));
    this.#clock = clock;
    this.#laneParts = {
      leases: (work) => this.#use(({ leases }) => work(leases)),
      clock,
      random,
      changed: () => this.#change.happened(),
    };
  }

  /**
   * The channels of the settings, now. What waits for one that is in neither list is dead (`channel-removed`), so never call it
   * with settings that could not be read. A channel seen for the first time gets everything that was not delivered yet.
   * @param paused ids of channels that are switched off: what waits for them goes on waiting.
   */
  setChannels(channels: readonly Channel[], paused: readonly string[] = []): Promise<Result<void>> {
    const next = this.#turn.then(() => this.#setChannels(channels, paused));
    this.#turn = next;
    return next;
  }

  /** Sends until the signal is aborted. @returns when everything has come to rest then. */
  async start(signal: AbortSignal): Promise<void> {
    this.#started = true;
    for (const lane of this.#lanes.values()) lane.start();
    this.#change.happened();
    await this.#clock.sleep(null, signal);
    this.#started = false;
    await this.#turn;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    this.#lanes = new Map([...this.#lanes].map(([id, { channel }]) => [id, new Lane(channel, this.#laneParts)]));
  }

  /** Something was filed, or there is a network again: one try per lane now, unless the receiver asked to wait. */
  async kick(): Promise<void> {
    if (!this.#adopted)
      await this.setChannels(
        [...this.#lanes.values()].map(({ channel }) => channel),
        this.#known,
      );
    await this.#use(({ routes }) => routes.endPauses(null));
    this.wake();
  }

  /** Another program has filed something: looks whether anything is due. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake();
    this.#change.happened();
  }

  async state(): Promise<Result<OutboxState>> {
    return await this.#use(({ deliveries }) => {
      const lanes = [...this.#lanes.keys()].map((channel) => deliveries.lane(channel));
      const next = Math.min(...lanes.flatMap(({ nextAt }) => nextAt ?? []));
      return {
        ...deliveries.totals(),
        offline: lanes.length > 0 && lanes.every(({ trouble }) => trouble === 'unreachable'),
        nextAt: Number.isFinite(next) ? formatInstant(new Date(Math.max(next, this.#clock.now()))) : null,
      };
    });
  }

  /** The state now, and again at every change, until the signal is aborted; nothing while the database cannot be used. */
  async *watch(signal: AbortSignal): AsyncGenerator<OutboxState> {
    let shown = '';
    while (!signal.aborted) {
      const changed = this.#change.next(signal);
      const state = await this.state();
      const text = state.ok ? JSON.stringify(state.value) : shown;
      if (state.ok && text !== shown) {
        shown = text;
        yield state.value;
      }
      await changed;
    }
  }

  /** Why each lane waits, in the order of the settings. */
  async lanes(): Promise<Result<LaneReport[]>> {
    return await this.#use(({ deliveries }) => [...this.#lanes.keys()].map((channel) => deliveries.lane(channel)));
  }

  /** Last queued first. */
  list(page: DeliveryPage): Promise<Result<Delivery[]>> {
    return this.#use(({ deliveries }) => deliveries.list(page));
  }

  /**
   * Puts a rejected, dead or doubtful delivery back into its lane, or into that of another channel, with the same message id.
   * @returns `delivery-not-found`, `delivery-arrived`, or `channel-not-found` when its channel is gone and no other is named.
   */
  async resend(delivery: string, channel: string | null = null): Promise<Result<void>> {
    const sent = await this.#use(({ routes, deliveries }) => {
      const by = channel ?? deliveries.get(delivery)?.channel ?? null;
      if (by !== null && !this.#known.includes(by)) return fail('channel-not-found', { channel: by });
      return routes.resend(delivery, channel, this.#clock.now());
    });
    this.wake();
    return sent.ok ? sent.value : sent;
  }

  /** All of them; those of channels that are gone go by all channels there are. @returns how many. */
  async resendAll(): Promise<Result<number>> {
    const sent = await this.#use(({ routes }) => routes.resendAll(this.#known, this.#clock.now()));
    this.wake();
    return sent;
  }

  /** Queues for a channel every message that no channel has delivered yet. @returns how many. */
  async queueFor(channel: string): Promise<Result<number>> {
    const queued = await this.#use(({ routes }) => routes.queueFor(channel, this.#clock.now()));
    this.wake();
    return queued;
  }

  /** Somebody carried the request by hand: it is no longer counted as stuck or without a channel. Its lanes go on. */
  async carried(request: string): Promise<Result<void>> {
    const carried = await this.#use(({ routes }) => routes.carried(request));
    this.#change.happened();
    return carried;
  }

  async #setChannels(channels: readonly Channel[], paused: readonly string[]): Promise<Result<void>> {
    const before = this.#lanes;
    const kept = (channel: Channel) => before.get(channel.id)?.channel === channel;
    const lanes = new Map(
      channels.map((channel) => [
        channel.id,
        kept(channel) ? before.get(channel.id)! : new Lane(channel, this.#laneParts),
      ]),
    );
    const ending = [...before.values()].filter((lane) => lanes.get(lane.channel.id) !== lane);
    await Promise.all(ending.map((lane) => lane.stop()));
    this.#lanes = lanes;
    this.#known = [...new Set([...lanes.keys(), ...paused])];
    const mended = channels.filter((channel) => before.has(channel.id) && !kept(channel));
    const adopted = await this.#use(({ routes }) => {
      routes.adopt(this.#known, this.#clock.now());
      for (const { id } of mended) routes.endPauses(id);
    });
    this.#adopted = adopted.ok;
    if (this.#started) for (const lane of lanes.values()) lane.start();
    this.wake();
    return adopted.ok ? succeed(undefined) : adopted;
  }
}

const storeOf = (database: Database) => ({
  leases: createDeliveryLeases(database),
  deliveries: createDeliveryRepository(database),
  routes: createDeliveryRoutes(database),
});
