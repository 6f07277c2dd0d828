import { describe, expect, it } from 'vitest';
import { fileMany } from '../support/request/filing.ts';
import { OutboxPc } from '../support/request/outbox-pc.ts';
import { ARRIVED, NO_ANSWER, NO_NETWORK, ScriptedChannel } from '../support/request/scripted-channel.ts';
import { valueOf } from '../support/value-of.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

describe('60 days without a network', () => {
  it.each([
    ['a clock that goes right', () => 0],
    ['a clock that is set back by 7 years', (day: number) => (day === 20 ? -7 * YEAR : 0)],
    ['a clock that is set forward by 2 years', (day: number) => (day === 20 ? 2 * YEAR : 0)],
    ['a clock that is set every day', (day: number) => (day % 2 === 0 ? -7 * YEAR : 9 * YEAR)],
  ])('and %s: 2,000 requests wait, none is given up, all are sent', async (_, jumpOn) => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const bot = new ScriptedChannel('bot', NO_ANSWER, { idempotent: false });
    const pc = await new OutboxPc({ random: Math.random }).start(desk, bot);
    valueOf(await pc.session.use((database) => fileMany(database, 2000, ['desk', 'bot'])));
    await pc.outbox.kick();
    for (let day = 0; day < 60; day += 1) {
      pc.clock.jump(jumpOn(day));
      await pc.clock.pass(DAY);
      expect(await pc.state()).toMatchObject({ waiting: 4000, stuck: 0 });
    }
    expect(desk.tries.length).toBeLessThan(60 * 24 * 6);
    desk.answer = ARRIVED;
    bot.answer = ARRIVED;
    await pc.clock.pass(2 * DAY);
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0, offline: false });
    for (const channel of [desk, bot]) expect(new Set(channel.tries.map(({ id }) => id)).size).toBe(2000);
  });
});
