import { onTestFinished } from 'vitest';
import type { Channel } from '../../../src/core/delivery/channel.ts';
import { Outbox } from '../../../src/core/delivery/outbox/outbox.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import type { Delivery } from '../../../src/shared/domain/delivery.ts';
import { filing } from './filing.ts';
import { ulidOf } from './requests.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { valueOf } from '../value-of.ts';
import { VirtualClock } from '../pc/virtual-clock.ts';

/** One process of the program on a PC, with its own connection, and time in the hands of the test. */
export class OutboxPc {
  readonly folder: string;
  readonly clock: VirtualClock;
  readonly session;
  readonly requests;
  readonly outbox: Outbox;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  /** @param random 0.999…: every pause is as long as it can be. */
  constructor({ folder = temporaryFolder(), clock = new VirtualClock(), random = (): number => 0.999_999 } = {}) {
    this.folder = folder;
    this.clock = clock;
    this.session = createDatabaseSession(folder);
    this.requests = createRequestStore(folder, this.session);
    this.outbox = new Outbox({ session: this.session, clock, random });
    onTestFinished(() => this.end());
  }

  /** With these channels, running. Time flies here, so the disk is not waited for; what it holds is another test's matter. */
  async start(...channels: Channel[]): Promise<this> {
    valueOf(await this.session.use((database) => database.pragma('synchronous = OFF')));
    valueOf(await this.outbox.setChannels(channels));
    this.#running = this.outbox.start(this.#stop.signal);
    await this.clock.pass(0);
    return this;
  }

  async end(): Promise<void> {
    this.#stop.abort();
    let resting = false;
    const ended = this.#running.then(() => (resting = true));
    await this.clock.pass(0);
    // A channel that does not stop when it is told to is left alone after a while.
    if (!resting) await this.clock.pass(10_000);
    await ended;
    this.session.close();
  }

  /** Files the request with this number, and says so. */
  async file(one: number, channels: readonly string[]): Promise<void> {
    valueOf(await this.requests.file(filing(one, channels)));
    await this.outbox.kick();
    await this.clock.pass(0);
  }

  async delivery(one: number, channel: string): Promise<Delivery> {
    const { deliveries } = valueOf(await this.requests.get(ulidOf(one)));
    const found = deliveries.find((delivery) => delivery.channel === channel);
    if (found === undefined) throw new Error(`no delivery of ${one} by ${channel}`);
    return found;
  }

  async state() {
    return valueOf(await this.outbox.state());
  }
}
