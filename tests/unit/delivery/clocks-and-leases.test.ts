import { describe, expect, it } from 'vitest';
import type { TryOutcome } from '../../../src/core/delivery/channel.ts';
import { filing } from '../../support/request/filing.ts';
import { OutboxPc } from '../../support/request/outbox-pc.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { ARRIVED, NO_ANSWER, NO_NETWORK, ScriptedChannel, throttled } from '../../support/request/scripted-channel.ts';
import { valueOf } from '../../support/value-of.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

describe('a clock that is set', () => {
  it.each([
    ['back by 7 years', -7 * YEAR],
    ['forward by 2 years', 2 * YEAR],
    ['back by 10 hours', -10 * HOUR],
  ])('%s: what waits goes within the pause it had', async (_, jump) => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    await pc.clock.pass(DAY);
    pc.clock.jump(jump);
    await pc.file(2, []);
    const tried = desk.tries.length;
    await pc.clock.pass(DAY);
    expect(desk.tries.length - tried).toBeGreaterThanOrEqual(22);
    expect(desk.tries.length - tried).toBeLessThanOrEqual(26);
    desk.answer = ARRIVED;
    await pc.clock.pass(HOUR + MINUTE);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
  });

  it('back and forth, all the time: nothing is lost, killed or hammered', async () => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const bot = new ScriptedChannel('bot', NO_ANSWER, { idempotent: false });
    const pc = await new OutboxPc().start(desk, bot);
    await pc.file(1, ['desk', 'bot']);
    for (let day = 0; day < 20; day += 1) {
      pc.clock.jump(day % 2 === 0 ? -7 * YEAR : 9 * YEAR);
      await pc.clock.pass(DAY);
    }
    expect(desk.tries.length).toBeLessThan(20 * 30);
    expect(desk.tries.length).toBeGreaterThan(20 * 10);
    desk.answer = ARRIVED;
    bot.answer = ARRIVED;
    await pc.clock.pass(DAY);
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0 });
  });

  it('back while the program is not running: an old appointment is kept within a day at the latest', async () => {
    const desk = new ScriptedChannel('desk', throttled(HOUR));
    const bot = new ScriptedChannel('bot', NO_ANSWER, { idempotent: false });
    const pc = await new OutboxPc().start(desk, bot);
    await pc.file(1, ['desk', 'bot']);
    await pc.end();
    pc.clock.jump(-7 * YEAR);
    const channels = [new ScriptedChannel('desk'), new ScriptedChannel('bot')];
    const restarted = await new OutboxPc({ folder: pc.folder, clock: pc.clock }).start(...channels);
    await pc.clock.pass(HOUR);
    expect(await restarted.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
    await pc.clock.pass(DAY);
    expect(await restarted.delivery(1, 'bot')).toMatchObject({ state: 'delivered' });
  });

  it('forward: two years of it count as one day of a receiver in trouble', async () => {
    const trouble: TryOutcome = { result: 'later', reason: 'server-trouble', detail: '500', retryAfterMs: null };
    const desk = new ScriptedChannel('desk', trouble);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    await pc.clock.pass(HOUR);
    pc.clock.jump(2 * YEAR);
    await pc.clock.pass(DAY);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued' });
  });
});

describe('a lease', () => {
  const never = () => new Promise<TryOutcome>(() => undefined);

  it('keeps two programs from sending the same at once', async () => {
    const sending = new Map<string, number>();
    let together = 0;
    const once = async ({ id }: { id: string }): Promise<TryOutcome> => {
      const others = sending.get(id) ?? 0;
      together = Math.max(together, others);
      sending.set(id, others + 1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      sending.set(id, (sending.get(id) ?? 1) - 1);
      return ARRIVED;
    };
    const channels = [0, 1].map(() => new ScriptedChannel('desk', once));
    const first = new OutboxPc();
    for (let one = 1; one <= 60; one += 1) valueOf(await first.requests.file(filing(one, ['desk'])));
    await first.start(channels[0]!);
    const second = await new OutboxPc({ folder: first.folder }).start(channels[1]!);
    await expect.poll(async () => (await second.state()).waiting, { timeout: 20_000 }).toBe(0);
    const ids = channels.flatMap(({ tries }) => tries.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(Array.from({ length: 60 }, (_, at) => ulidOf(at + 1)));
    expect(together).toBe(0);
    expect(Math.min(...channels.map(({ tries }) => tries.length))).toBeGreaterThan(0);
  });

  it.each([
    [true, 'queued'],
    [false, 'maybe-delivered'],
  ])('of a program that is gone ends; idempotent %s: it was %s', async (idempotent, state) => {
    const gone = await new OutboxPc().start(new ScriptedChannel('desk', never, { idempotent }));
    await gone.file(1, ['desk']);
    const desk = new ScriptedChannel('desk', NO_NETWORK, { idempotent });
    const next = await new OutboxPc({ folder: gone.folder }).start(desk);
    await next.clock.pass(80_000);
    expect(await next.delivery(1, 'desk')).toMatchObject({ state: 'sending' });
    await next.clock.pass(11_000);
    expect(desk.tries).toEqual([{ id: ulidOf(1), mayBeRepeated: true }]);
    expect(await next.delivery(1, 'desk')).toMatchObject({ state });
  });

  it('of a program that is gone ends, also when the clock was set back meanwhile', async () => {
    const gone = await new OutboxPc().start(new ScriptedChannel('desk', never));
    await gone.file(1, ['desk']);
    const desk = new ScriptedChannel('desk');
    const next = new OutboxPc({ folder: gone.folder });
    next.clock.jump(-7 * YEAR);
    await next.start(desk);
    await next.clock.pass(2 * MINUTE);
    expect(await next.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
  });

  it('that ended is not the last word: what arrived all the same has arrived', async () => {
    const answer = Promise.withResolvers<TryOutcome>();
    const slow = await new OutboxPc().start(new ScriptedChannel('desk', () => answer.promise));
    await slow.file(1, ['desk']);
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const next = await new OutboxPc({ folder: slow.folder }).start(desk);
    await next.clock.pass(100_000);
    expect(desk.tries.length).toBeGreaterThan(0);
    answer.resolve(ARRIVED);
    await slow.clock.pass(0);
    // The second program holds the delivery now, so it is its to say; the key is the same.
    expect(await next.delivery(1, 'desk')).toMatchObject({ state: 'queued' });
    desk.answer = ARRIVED;
    await next.clock.pass(HOUR);
    expect(await next.delivery(1, 'desk')).toMatchObject({ state: 'delivered' });
  });
});

describe('a database that cannot be used for a while', () => {
  it('holds the lane up and nothing else; what arrived is written down once it can', async () => {
    const answer = Promise.withResolvers<TryOutcome>();
    const desk = new ScriptedChannel('desk', () => answer.promise);
    const pc = await new OutboxPc().start(desk);
    await pc.file(1, ['desk']);
    const holder = new OutboxPc({ folder: pc.folder });
    valueOf(await holder.session.use((database) => database.exec('BEGIN IMMEDIATE')));
    valueOf(await pc.session.use((database) => database.pragma('busy_timeout = 10')));
    answer.resolve(ARRIVED);
    await pc.clock.pass(20 * MINUTE);
    expect(desk.tries).toHaveLength(1);
    valueOf(await holder.session.use((database) => database.exec('ROLLBACK')));
    await pc.clock.pass(HOUR);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'delivered', tries: 1 });
    expect(desk.tries).toHaveLength(1);
  });
});
