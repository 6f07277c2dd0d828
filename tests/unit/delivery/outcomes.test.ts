import { describe, expect, it } from 'vitest';
import type { TryOutcome } from '../../../src/core/delivery/channel.ts';
import { filing } from '../../support/request/filing.ts';
import { OutboxPc } from '../../support/request/outbox-pc.ts';
import { ulidOf } from '../../support/request/requests.ts';
import {
  ARRIVED,
  NO_ANSWER,
  NO_NETWORK,
  REFUSED,
  ScriptedChannel,
  SERVER_TROUBLE,
  throttled,
  UNUSABLE,
} from '../../support/request/scripted-channel.ts';
import { valueOf } from '../../support/value-of.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function running(answer: TryOutcome, options: ConstructorParameters<typeof ScriptedChannel>[2] = {}) {
  const desk = new ScriptedChannel('desk', answer, options);
  const pc = await new OutboxPc().start(desk);
  return { desk, pc };
}

describe('one try ends in', () => {
  it('delivered: with its receipt, and nothing goes on', async () => {
    const { desk, pc } = await running({ result: 'delivered', receipt: 'ticket 7' });
    await pc.file(1, ['desk']);
    expect(await pc.delivery(1, 'desk')).toMatchObject({
      state: 'delivered',
      tries: 1,
      nextAt: null,
      reason: null,
      detail: 'ticket 7',
      deliveredAt: '2026-11-22T09:00:00.000+08:00',
    });
    expect(pc.clock.timers).toBe(0);
    expect(desk.tries).toEqual([{ id: ulidOf(1), mayBeRepeated: false }]);
  });

  it('unreachable: it stays queued, and the whole lane waits', async () => {
    const { desk, pc } = await running(NO_NETWORK);
    for (const one of [1, 2, 3]) valueOf(await pc.requests.file(filing(one, ['desk'])));
    await pc.outbox.kick();
    await pc.clock.pass(0);
    expect(desk.tries).toEqual([{ id: ulidOf(1), mayBeRepeated: false }]);
    expect(await pc.delivery(1, 'desk')).toMatchObject({
      state: 'queued',
      reason: 'no-network',
      detail: 'ENETUNREACH',
    });
    expect(await pc.state()).toMatchObject({
      waiting: 3,
      stuck: 0,
      offline: true,
      failing: false,
      nextAt: '2026-11-22T09:00:05.000+08:00',
    });
    // 5 s, 10 s, 20 s: one probe per step, however much waits.
    await pc.clock.pass(35 * SECOND);
    expect(desk.tries).toHaveLength(4);
    desk.answer = ARRIVED;
    await pc.clock.pass(MINUTE);
    expect(await pc.state()).toMatchObject({ waiting: 0, offline: false, nextAt: null });
    expect(desk.tries.map(({ id }) => id).slice(-3)).toEqual([1, 2, 3].map(ulidOf));
  });

  it('uncertain, receiver that recognises repetitions: queued again, others go on', async () => {
    const { desk, pc } = await running(ARRIVED);
    desk.answer = ({ id }) => (id === ulidOf(1) ? NO_ANSWER : ARRIVED);
    await pc.file(1, ['desk']);
    await pc.file(2, ['desk']);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued', reason: 'no-answer' });
    await pc.clock.pass(5 * SECOND);
    expect(await pc.delivery(2, 'desk')).toMatchObject({ state: 'delivered' });
    await pc.clock.pass(DAY);
    expect(desk.tries.length).toBeGreaterThan(24);
    expect(desk.tries.at(-1)).toEqual({ id: ulidOf(1), mayBeRepeated: true });
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued' });
  });

  it('uncertain, receiver that does not: maybe delivered, repeated with that said, once a day in the end', async () => {
    const { desk, pc } = await running(NO_ANSWER, { idempotent: false });
    await pc.file(1, ['desk']);
    expect(await pc.delivery(1, 'desk')).toMatchObject({
      state: 'maybe-delivered',
      nextAt: '2026-11-22T09:01:00.000+08:00',
    });
    await pc.clock.pass(MINUTE);
    expect(desk.tries.map(({ mayBeRepeated }) => mayBeRepeated)).toEqual([false, true]);
    await pc.clock.pass(30 * DAY);
    expect(desk.tries.length).toBeLessThan(45);
    desk.answer = NO_NETWORK;
    await pc.clock.pass(2 * DAY);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'maybe-delivered', reason: 'no-network' });
    desk.answer = ARRIVED;
    await pc.clock.pass(DAY);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'delivered', reason: null });
  });

  it.each([
    [
      'an address where nothing answers',
      { result: 'unreachable', reason: 'no-answer', detail: 'ECONNREFUSED' } as const,
    ],
    ['a key that is refused', UNUSABLE],
    ['a server in trouble', SERVER_TROUBLE],
  ])('%s is not called a missing network', async (_, outcome) => {
    const { pc } = await running(outcome);
    await pc.file(1, ['desk']);
    await pc.clock.pass(0);
    expect(await pc.state()).toMatchObject({ waiting: 1, offline: false, failing: true });
  });

  it('later: the lane waits as long as the receiver asked, also when it is kicked', async () => {
    const { desk, pc } = await running(throttled(10 * MINUTE));
    await pc.file(1, ['desk']);
    await pc.clock.pass(9 * MINUTE);
    await pc.file(2, ['desk']);
    expect(desk.tries).toHaveLength(1);
    const nextAt = '2026-11-22T09:10:00.000+08:00';
    expect(await pc.state()).toMatchObject({ waiting: 2, offline: false, failing: false, nextAt });
    desk.answer = ARRIVED;
    await pc.clock.pass(MINUTE);
    expect(desk.tries).toHaveLength(3);
    expect(await pc.state()).toMatchObject({ waiting: 0 });
  });

  it('rejected: visible, and the next goes at once', async () => {
    const { desk, pc } = await running(REFUSED);
    await pc.file(1, ['desk']);
    desk.answer = ARRIVED;
    await pc.file(2, ['desk']);
    expect(await pc.delivery(1, 'desk')).toMatchObject({
      state: 'rejected',
      reason: 'refused',
      detail: '400',
      nextAt: null,
    });
    expect(await pc.delivery(2, 'desk')).toMatchObject({ state: 'delivered' });
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 1 });
    await pc.clock.pass(DAY);
    expect(desk.tries).toHaveLength(2);
  });

  it('channel unusable: the lane asks seldom and says why; mended, it goes on at once', async () => {
    const { desk, pc } = await running(UNUSABLE);
    await pc.file(1, ['desk']);
    await pc.file(2, ['desk']);
    const asked = desk.tries.length;
    await pc.clock.pass(DAY);
    expect(desk.tries.length - asked).toBeLessThan(12);
    expect(valueOf(await pc.outbox.lanes())).toMatchObject([
      { channel: 'desk', waiting: 2, stuck: 0, trouble: 'channel-unusable', reason: 'credentials', detail: '401' },
    ]);
    const mended = new ScriptedChannel('desk');
    await pc.outbox.setChannels([mended]);
    await pc.clock.pass(0);
    expect(mended.tries.map(({ id }) => id)).toEqual([1, 2].map(ulidOf));
    expect(valueOf(await pc.outbox.lanes())).toMatchObject([{ waiting: 0, trouble: null, nextAt: null }]);
  });

  it('nothing: a channel that throws or never answers counts as uncertain', async () => {
    const { desk, pc } = await running(ARRIVED);
    desk.answer = () => Promise.reject(new Error('a bug'));
    await pc.file(1, ['desk']);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued', reason: 'no-answer', detail: 'a bug' });
    desk.answer = () => new Promise(() => undefined);
    await pc.clock.pass(5 * SECOND);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'sending', nextAt: null });
    await pc.clock.pass(65 * SECOND);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued', detail: 'no answer in time' });
  });
});

describe('a receiver in trouble', () => {
  it('lets go of a message after 30 days of its answers', async () => {
    const { desk, pc } = await running(SERVER_TROUBLE);
    await pc.file(1, ['desk']);
    await pc.clock.pass(30 * DAY - HOUR);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued', reason: 'server-trouble' });
    await pc.clock.pass(3 * HOUR);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'dead', reason: 'server-trouble', nextAt: null });
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 1 });
    const tries = desk.tries.length;
    await pc.clock.pass(DAY);
    expect(desk.tries).toHaveLength(tries);
  });

  it.each([
    ['throttling', throttled(DAY)],
    ['a wrong clock', { ...SERVER_TROUBLE, reason: 'clock' } as TryOutcome],
    ['a channel that has to be mended', UNUSABLE],
  ])('%s never counts', async (_, answer) => {
    const { pc } = await running(answer);
    await pc.file(1, ['desk']);
    await pc.clock.pass(35 * DAY);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued' });
  });

  it('does not hold up the others when one message is the trouble', async () => {
    const { desk, pc } = await running(ARRIVED);
    desk.answer = ({ id }) => (id === ulidOf(1) ? SERVER_TROUBLE : ARRIVED);
    for (const one of [1, 2, 3, 4]) valueOf(await pc.requests.file(filing(one, ['desk'])));
    await pc.outbox.kick();
    await pc.clock.pass(6 * SECOND);
    expect(await pc.state()).toMatchObject({ waiting: 1 });
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'queued' });
  });
});
