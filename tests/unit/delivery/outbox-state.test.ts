import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchFilings } from '../../../src/core/delivery/service-desk.ts';
import { outboxStateSchema } from '../../../src/shared/domain/delivery.ts';
import { filing } from '../../support/request/filing.ts';
import { OutboxPc } from '../../support/request/outbox-pc.ts';
import { ulidOf } from '../../support/request/requests.ts';
import { ARRIVED, NO_ANSWER, NO_NETWORK, REFUSED, ScriptedChannel } from '../../support/request/scripted-channel.ts';
import { valueOf } from '../../support/value-of.ts';

const HOUR = 3_600_000;
const arrived = (channel: ScriptedChannel) => channel.tries.map(({ id }) => id);

describe('the state of the outbox', () => {
  it('is told now and at every change, and ends with the signal', async () => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const pc = await new OutboxPc().start(desk);
    const watching = new AbortController();
    const told: { waiting: number; offline: boolean }[] = [];
    const watched = (async () => {
      for await (const state of pc.outbox.watch(watching.signal)) told.push(outboxStateSchema.parse(state));
    })();
    await pc.file(1, ['desk']);
    desk.answer = ARRIVED;
    await pc.clock.pass(HOUR);
    watching.abort();
    await watched;
    expect(told[0]).toMatchObject({ waiting: 0, offline: false });
    expect(told).toContainEqual(expect.objectContaining({ waiting: 1, offline: true }));
    expect(told.at(-1)).toMatchObject({ waiting: 0, offline: false, nextAt: null });
  });

  it('counts what another program filed, and its own lanes are told of it', async () => {
    const desk = new ScriptedChannel('desk');
    const pc = await new OutboxPc().start(desk);
    const watching = new AbortController();
    watchFilings(pc.folder, watching.signal, { filed: () => pc.outbox.wake(), channelsChanged: () => undefined });
    const other = new OutboxPc({ folder: pc.folder, clock: pc.clock });
    valueOf(await other.requests.file(filing(1, ['desk'])));
    await expect.poll(() => arrived(desk)).toEqual([ulidOf(1)]);
    watching.abort();
  });

  it('looks once a minute where the folder cannot be watched', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const looked = { filed: vi.fn<() => void>(), channelsChanged: vi.fn<() => void>() };
    const watching = new AbortController();
    watchFilings('/no/such/folder', watching.signal, looked);
    vi.advanceTimersByTime(61_000);
    watching.abort();
    vi.advanceTimersByTime(600_000);
    expect([looked.filed.mock.calls.length, looked.channelsChanged.mock.calls.length]).toEqual([1, 1]);
  });

  it('is right whatever happens', async () => {
    const CHANNELS = ['desk', 'robot', 'bot'];
    const anAnswer = fc.constantFrom(ARRIVED, NO_ANSWER, NO_NETWORK, REFUSED);
    const someChannels = fc.subarray(CHANNELS);
    const step = fc.oneof(
      fc.record({ what: fc.constant('file' as const), channels: someChannels, answer: anAnswer }),
      fc.record({ what: fc.constant('set' as const), channels: someChannels, answer: anAnswer }),
      fc.record({ what: fc.constantFrom('resend' as const, 'pass' as const, 'carry' as const), answer: anAnswer }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const channels = CHANNELS.map((id) => new ScriptedChannel(id, ARRIVED, { idempotent: id !== 'bot' }));
        const pc = await new OutboxPc().start(...channels);
        for (const [at, { answer, ...now }] of steps.entries()) {
          for (const channel of channels) channel.answer = answer;
          if (now.what === 'file') await pc.file(at, now.channels);
          if (now.what === 'set')
            valueOf(await pc.outbox.setChannels(channels.filter(({ id }) => now.channels.includes(id))));
          if (now.what === 'resend') valueOf(await pc.outbox.resendAll());
          if (now.what === 'carry') valueOf(await pc.outbox.carried(ulidOf(at - 1)));
          await pc.clock.pass(now.what === 'pass' ? HOUR : 0);
        }
        const counted = (sql: string) =>
          pc.session.use((database) => database.prepare(`${sql} ORDER BY channel, state, settled`).all());
        expect(valueOf(await counted("SELECT * FROM delivery_counts WHERE count > 0 AND channel <> ''"))).toEqual(
          valueOf(await counted('SELECT channel, state, settled, count(*) AS count FROM deliveries GROUP BY 1, 2, 3')),
        );
        const without = valueOf(
          await pc.session.use((database) =>
            database
              .prepare(
                `SELECT count(*) FROM messages WHERE type = 'request' AND carried = 0
                 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE message_id = messages.id)`,
              )
              .pluck()
              .get(),
          ),
        );
        expect((await pc.state()).withoutChannel).toBe(without);
        await pc.end();
      }),
      { numRuns: 25 },
    );
  });
});
