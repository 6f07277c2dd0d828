import { describe, expect, it } from 'vitest';
import { deliverySchema } from '../../../src/shared/domain/delivery.ts';
import { addition } from '../../support/request/filing.ts';
import { OutboxPc } from '../../support/request/outbox-pc.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { ARRIVED, NO_ANSWER, NO_NETWORK, REFUSED, ScriptedChannel } from '../../support/request/scripted-channel.ts';
import { valueOf } from '../../support/value-of.ts';

const HOUR = 3_600_000;
const arrived = (channel: ScriptedChannel) => channel.tries.map(({ id }) => id);

describe('a channel that is set up', () => {
  it('gets everything that no channel has delivered yet, once', async () => {
    const pc = await new OutboxPc().start();
    await pc.file(1, []);
    await pc.file(2, []);
    valueOf(await pc.requests.addEvent(addition(2, 'noted', [])));
    expect(await pc.state()).toMatchObject({ waiting: 0, withoutChannel: 2, offline: false });
    const desk = new ScriptedChannel('desk');
    valueOf(await pc.outbox.setChannels([desk]));
    await pc.clock.pass(0);
    expect(arrived(desk)).toEqual([1, 2].map(ulidOf));
    const robot = new ScriptedChannel('robot');
    valueOf(await pc.outbox.setChannels([desk, robot]));
    await pc.clock.pass(HOUR);
    expect(arrived(robot)).toEqual([]);
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0, withoutChannel: 0 });
    expect(valueOf(await pc.outbox.queueFor('robot'))).toBe(0);
  });

  it('gets no request that was withdrawn before anybody could know of it', async () => {
    const pc = await new OutboxPc().start();
    for (const one of [1, 2, 3]) await pc.file(one, []);
    valueOf(await pc.outbox.carried(ulidOf(2)));
    for (const one of [1, 2]) valueOf(await pc.requests.addEvent(addition(one, 'withdrawn', [])));
    const desk = new ScriptedChannel('desk');
    valueOf(await pc.outbox.setChannels([desk]));
    await pc.clock.pass(0);
    expect(arrived(desk)).toEqual([2, 3].map(ulidOf));
    expect(await pc.state()).toMatchObject({ waiting: 0, withoutChannel: 0 });
  });

  it('gets what waits for another one that does not get it through', async () => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    const robot = new ScriptedChannel('robot');
    valueOf(await pc.outbox.setChannels([desk, robot]));
    await pc.clock.pass(0);
    expect(arrived(robot)).toEqual([ulidOf(1)]);
  });

  it('may be switched off: what waits for it goes on waiting', async () => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    valueOf(await pc.outbox.setChannels([], ['desk']));
    await pc.clock.pass(HOUR);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued' });
    desk.answer = ARRIVED;
    valueOf(await pc.outbox.setChannels([desk]));
    await pc.outbox.kick();
    await pc.clock.pass(0);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
  });
});

describe('a channel that is taken away', () => {
  it('leaves its deliveries dead and visible; set up again, it gets them', async () => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const pc = await new OutboxPc().start(desk);
    for (const one of [1, 2]) await pc.file(one, ['desk']);
    valueOf(await pc.outbox.setChannels([]));
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'dead', reason: 'channel-removed', nextAt: null });
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 2, withoutChannel: 0, nextAt: null });
    expect(valueOf(await pc.outbox.list({ state: 'dead', limit: 1 }))).toMatchObject([{ request: ulidOf(2) }]);
    const [newest] = valueOf(await pc.outbox.list({ state: 'dead', limit: 1 }));
    const rest = valueOf(await pc.outbox.list({ state: 'dead', limit: 9, before: newest!.id }));
    expect(rest.map((delivery) => deliverySchema.parse(delivery).request)).toEqual([ulidOf(1)]);
    const again = new ScriptedChannel('desk');
    valueOf(await pc.outbox.setChannels([again]));
    await pc.clock.pass(0);
    expect(arrived(again)).toEqual([1, 2].map(ulidOf));
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0 });
  });

  it('while it sends: what arrives all the same is said to have arrived', async () => {
    const answer = Promise.withResolvers<typeof ARRIVED>();
    const desk = new ScriptedChannel('desk', () => answer.promise);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    const removed = pc.outbox.setChannels([]);
    answer.resolve(ARRIVED);
    valueOf(await removed);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
  });

  it('while another program sends by it: the same', async () => {
    const answer = Promise.withResolvers<typeof ARRIVED>();
    const desk = new ScriptedChannel('desk', () => answer.promise);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    const other = await new OutboxPc({ folder: pc.folder, clock: pc.clock }).start();
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'dead' });
    answer.resolve(ARRIVED);
    await pc.clock.pass(0);
    expect(await other.delivery(1, 'desk')).toMatchObject({ state: 'delivered', reason: null });
    expect(await other.state()).toMatchObject({ waiting: 0, stuck: 0 });
  });
});

describe('a channel that is taken away and set up again', () => {
  it('while another program sends by it: what may have arrived is marked as a repetition', async () => {
    const pc = await new OutboxPc().start(new ScriptedChannel('desk', () => new Promise(() => undefined)));
    await pc.file(1, ['desk']);
    const other = await new OutboxPc({ folder: pc.folder, clock: pc.clock }).start();
    const again = new ScriptedChannel('desk');
    valueOf(await other.outbox.setChannels([again]));
    await pc.clock.pass(0);
    expect(again.tries).toEqual([{ id: ulidOf(1), mayBeRepeated: true }]);
  });

  it('while another program still has a lane for it: it gets what waited', async () => {
    const pc = await new OutboxPc().start(new ScriptedChannel('desk', NO_NETWORK));
    await pc.file(1, ['desk']);
    const other = await new OutboxPc({ folder: pc.folder, clock: pc.clock }).start();
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'dead' });
    await pc.outbox.kick();
    await pc.clock.pass(0);
    const again = new ScriptedChannel('desk');
    valueOf(await other.outbox.setChannels([again]));
    await pc.clock.pass(HOUR);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
  });
});

describe('sending again', () => {
  async function rejected() {
    const desk = new ScriptedChannel('desk', REFUSED);
    const robot = new ScriptedChannel('robot');
    const pc = await new OutboxPc().start(desk, robot);
    await pc.file(1, ['desk']);
    expect(await pc.state()).toMatchObject({ stuck: 1 });
    return { pc, desk, robot, stuck: await pc.delivery(1, 'desk') };
  }

  it('goes by the same channel with the same id', async () => {
    const { pc, desk, stuck } = await rejected();
    desk.answer = ARRIVED;
    valueOf(await pc.outbox.resend(stuck.id));
    await pc.clock.pass(0);
    expect(arrived(desk)).toEqual([ulidOf(1), ulidOf(1)]);
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0 });
    expect(await pc.outbox.resend(stuck.id)).toMatchObject({ problem: { code: 'delivery-arrived' } });
  });

  it('or by another one; then nobody has to look at the first any more', async () => {
    const { pc, robot, stuck } = await rejected();
    valueOf(await pc.outbox.resend(stuck.id, 'robot'));
    expect(await pc.state()).toMatchObject({ stuck: 0 });
    await pc.clock.pass(0);
    expect(arrived(robot)).toEqual([ulidOf(1)]);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'rejected' });
    expect(await pc.outbox.resend(stuck.id, 'robot')).toMatchObject({ problem: { code: 'delivery-arrived' } });
  });

  it('says what is not there', async () => {
    const { pc, stuck } = await rejected();
    expect(await pc.outbox.resend(ulidOf(7))).toMatchObject({ problem: { code: 'delivery-not-found' } });
    expect(await pc.outbox.resend(stuck.id, 'gone')).toMatchObject({
      problem: { code: 'channel-not-found', params: { channel: 'gone' } },
    });
  });

  it('of all that is stuck or doubtful goes by its channel, or by all where that is gone', async () => {
    const [desk, robot] = [new ScriptedChannel('desk', REFUSED), new ScriptedChannel('robot')];
    const bot = new ScriptedChannel('bot', NO_ANSWER, { idempotent: false });
    const pc = await new OutboxPc().start(desk, robot, bot);
    await pc.file(1, ['desk']);
    await pc.file(2, ['bot']);
    await pc.file(3, ['desk']);
    valueOf(await pc.outbox.setChannels([robot, bot]));
    bot.answer = ARRIVED;
    expect(await pc.state()).toMatchObject({ waiting: 1, stuck: 2 });
    // Numbers 1 and 3 by both that are left, number 2 by its own.
    expect(valueOf(await pc.outbox.resendAll())).toBe(5);
    await pc.clock.pass(HOUR);
    expect(arrived(robot)).toEqual([1, 3].map(ulidOf));
    expect(bot.tries).toContainEqual({ id: ulidOf(2), mayBeRepeated: true });
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0 });
  });

  it('is not asked for where the request was carried by hand', async () => {
    const { pc } = await rejected();
    valueOf(await pc.outbox.carried(ulidOf(1)));
    expect(await pc.state()).toMatchObject({ stuck: 0 });
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'rejected' });
    expect(valueOf(await pc.outbox.resendAll())).toBe(0);
  });
});
