import { describe, expect, it } from 'vitest';
import type { TryOutcome } from '../../../src/core/delivery/channel.ts';
import { addition, filing } from '../../support/request/filing.ts';
import { OutboxPc } from '../../support/request/outbox-pc.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { ARRIVED, NO_ANSWER, ScriptedChannel } from '../../support/request/scripted-channel.ts';
import { valueOf } from '../../support/value-of.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function running(answer: TryOutcome, options: ConstructorParameters<typeof ScriptedChannel>[2] = {}) {
  const desk = new ScriptedChannel('desk', answer, options);
  return { desk, pc: await new OutboxPc().start(desk) };
}

describe('a lane', () => {
  it('keeps to the messages per minute of its receiver, also over a restart', async () => {
    const { desk, pc } = await running(ARRIVED, { perMinute: 20 });
    for (let one = 1; one <= 50; one += 1) valueOf(await pc.requests.file(filing(one, ['desk'])));
    await pc.outbox.kick();
    await pc.clock.pass(MINUTE - 1);
    expect(desk.tries).toHaveLength(20);
    await pc.end();
    const again = new ScriptedChannel('desk', ARRIVED, { perMinute: 20 });
    const restarted = await new OutboxPc({ folder: pc.folder, clock: pc.clock }).start(again);
    expect(again.tries).toHaveLength(0);
    await restarted.clock.pass(MINUTE);
    expect(again.tries).toHaveLength(20);
  });

  it('does not hold up another', async () => {
    const [desk, robot] = [
      new ScriptedChannel('desk', () => new Promise(() => undefined)),
      new ScriptedChannel('robot'),
    ];
    const pc = await new OutboxPc().start(desk, robot);
    await pc.file(1, ['desk', 'robot']);
    expect(await pc.delivery(1, 'desk')).toMatchObject({ state: 'sending' });
    expect(await pc.delivery(1, 'robot')).toMatchObject({ state: 'delivered' });
    expect(valueOf(await pc.requests.get(ulidOf(1)))).toMatchObject({ delivered: true });
  });

  it('sends what belongs to one request in its order, and other requests meanwhile', async () => {
    const { desk, pc } = await running(ARRIVED);
    desk.answer = ({ id }) => (id === ulidOf(1) ? NO_ANSWER : ARRIVED);
    await pc.file(1, ['desk']);
    const note = addition(1, 'noted', ['desk']);
    valueOf(await pc.requests.addEvent(note));
    await pc.file(2, ['desk']);
    await pc.clock.pass(HOUR);
    expect(new Set(desk.tries.map(({ id }) => id))).toEqual(new Set([1, 2].map(ulidOf)));
    desk.answer = ARRIVED;
    await pc.clock.pass(2 * HOUR);
    expect(desk.tries.at(-1)).toEqual({ id: note.event.id, mayBeRepeated: false });
    expect(await pc.state()).toMatchObject({ waiting: 0 });
  });

  it('refuses a stored message that cannot be read, and goes on', async () => {
    const { desk, pc } = await running(ARRIVED);
    valueOf(await pc.requests.file(filing(1, ['desk'])));
    valueOf(await pc.session.use((database) => database.exec("UPDATE messages SET body = '{'")));
    valueOf(await pc.requests.file(filing(2, ['desk'])));
    await pc.outbox.kick();
    await pc.clock.pass(MINUTE);
    expect(desk.tries.map(({ id }) => id)).toEqual([ulidOf(2)]);
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 1 });
  });

  it('sets no timer while nothing waits', async () => {
    const { pc } = await running(ARRIVED);
    await pc.file(1, ['desk']);
    expect(pc.clock.timers).toBe(0);
  });
});
