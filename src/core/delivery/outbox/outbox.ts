import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../../shared/beijing-time.ts';
import type { Delivery, OutboxState } from '../../../shared/domain/delivery.ts';
import { type Result, fail } from '../../../shared/domain/result.ts';
import type { Dependencies } from '../../dependencies/dependencies.ts';
import { Feed } from '../../platform/feed.ts';
import { Sequencer } from '../../platform/sequencer.ts';
import { perConnection } from '../../store/database-session.ts';
import { createDeliveryLeases } from '../../store/delivery-leases.ts';
import { type DeliveryPage, type LaneReport, createDeliveryRepository } from '../../store/delivery-repository.ts';
import { type DeliveryRoutes, createDeliveryRoutes } from '../../store/delivery-routes.ts';
import type { Channel } from '../channel.ts';
import { type Clock, systemClock } from './clock.ts';
import { Lanes } from './lane.ts';

export interface OutboxDependencies extends Pick<Dependencies, 'session'> {
  readonly clock?: Clock;
  /** 0 ≤ x < 1. */
  readonly random?: () => number;
}

/** Brings what was filed to the service desk: a lane per channel, nothing dropped ever. */
export class Outbox {
  readonly #use: <Value>(work: (store: ReturnType<typeof storeOf>) => Value) => Promise<Result<Awaited<Value>>>;
  readonly #clock: Clock;
  readonly #lanes: Lanes;
  readonly #changes = new Feed<void>();
  /** With those that are switched off. */
  #known: readonly string[] = [];
  #adopted = true;
  /** Two changes of the channels at once would undo each other. */
  readonly #sequence = new Sequencer();

  constructor({ session, clock = systemClock, random = Math.random }: OutboxDependencies) {
    const store = perConnection(storeOf);
    this.#use = (work) => session.use((database) => work(store(database)));
    this.#clock = clock;
    this.#lanes = new Lanes({
      leases: (work) => this.#use(({ leases }) => work(leases)),
      clock,
      random,
      changed: () => this.#changes.push(),
    });
  }

  /**
   * The channels of the settings, now. What waits for one that is in neither list is dead (`channel-removed`), so never call it
   * with settings that could not be read. A channel seen for the first time gets everything that was not delivered yet.
   * @param paused ids of channels that are switched off: what waits for them goes on waiting.
   */
  setChannels(channels: readonly Channel[], paused: readonly string[] = []): Promise<Result<void>> {
    return this.#sequence.run(async () => {
      const mended = await this.#lanes.replace(channels);
      this.#known = [...new Set([...this.#lanes.ids, ...paused])];
      const adopted = await this.#adopt(mended);
      if (this.#lanes.started) this.#lanes.start();
      this.wake();
      return adopted;
    });
  }

  /** Sends until the signal is aborted. @returns when everything has drained. */
  async start(signal: AbortSignal): Promise<void> {
    this.#lanes.start();
    this.#changes.push();
    await this.#clock.sleep(null, signal);
    await this.#sequence.run(() => this.#lanes.stop());
  }

  /** Something was filed, or there is a network again: one try per lane now, unless the receiver asked to wait. */
  async kick(): Promise<void> {
    if (!this.#adopted) await this.#sequence.run(() => this.#adopt([]));
    await this.#use(({ routes }) => routes.endPauses(null));
    this.wake();
  }

  /** Somebody asks for it: everything that waits is tried once more, as soon as its receiver lets us. */
  async tryNow(): Promise<void> {
    await this.#use(({ routes }) => routes.endWaits());
    await this.kick();
  }

  /** Another program has filed something: looks whether anything is due. */
  wake(): void {
    this.#lanes.wake();
    this.#changes.push();
  }

  async state(): Promise<Result<OutboxState>> {
    return await this.#use(({ deliveries }) => {
      const lanes = this.#lanes.ids.map((channel) => deliveries.lane(channel));
      const next = Math.min(...lanes.flatMap(({ nextAt }) => nextAt ?? []));
      const offline = lanes.length > 0 && lanes.every(({ reason }) => reason === 'no-network');
      return {
        ...deliveries.totals(),
        offline,
        failing: lanes.length > 0 && !offline && lanes.every(({ reason }) => reason !== null && reason !== 'throttled'),
        nextAt: Number.isFinite(next) ? formatInstant(new Date(Math.max(next, this.#clock.now()))) : null,
      };
    });
  }

  /** The state now, and again at every change, until the signal is aborted; nothing while the database cannot be used. */
  async *watch(signal: AbortSignal): AsyncGenerator<OutboxState> {
    const changes = this.#changes.follow(signal, true);
    let shown = '';
    for (let goesOn = !signal.aborted; goesOn; goesOn = (await changes.next()).done !== true) {
      const state = await this.state();
      const text = state.ok ? JSON.stringify(state.value) : shown;
      if (!state.ok || text === shown) continue;
      shown = text;
      yield state.value;
    }
  }

  /** Why each lane waits, in the order of the settings. */
  async lanes(): Promise<Result<LaneReport[]>> {
    return await this.#use(({ deliveries }) => this.#lanes.ids.map((channel) => deliveries.lane(channel)));
  }

  /** Last queued first. */
  list(page: DeliveryPage): Promise<Result<Delivery[]>> {
    return this.#use(({ deliveries }) => deliveries.list(page));
  }

  /**
   * Puts a rejected, dead or doubtful delivery back into its lane, or into that of another channel, with the same message id.
   * @returns `delivery-not-found`, `delivery-arrived`, or `channel-not-found` when its channel was removed and no other is named.
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

  /** All of them; those of removed channels go by all channels there are. @returns how many. */
  resendAll(): Promise<Result<number>> {
    return this.#reroute((routes) => routes.resendAll(this.#known, this.#clock.now()));
  }

  /** Queues for a channel every message that no channel has delivered yet. @returns how many. */
  queueFor(channel: string): Promise<Result<number>> {
    return this.#reroute((routes) => routes.queueFor(channel, this.#clock.now()));
  }

  /** Somebody carried the request by hand: it is no longer counted as stuck or without a channel. Its lanes go on. */
  carried(request: string): Promise<Result<void>> {
    return this.#reroute((routes) => routes.carried(request));
  }

  async #reroute<Value>(work: (routes: DeliveryRoutes) => Value): Promise<Result<Awaited<Value>>> {
    const done = await this.#use(({ routes }) => work(routes));
    this.wake();
    return done;
  }

  async #adopt(mended: readonly string[]): Promise<Result<void>> {
    const adopted = await this.#use(({ routes }) => {
      routes.adopt(this.#known, this.#clock.now());
      for (const id of mended) routes.endPauses(id);
    });
    this.#adopted = adopted.ok;
    return adopted;
  }
}

const storeOf = (database: Database) => ({
  leases: createDeliveryLeases(database),
  deliveries: createDeliveryRepository(database),
  routes: createDeliveryRoutes(database),
});
