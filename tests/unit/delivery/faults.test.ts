import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileMany } from '../../support/request/filing.ts';
import type { DeadlyPoint } from '../../support/faults/deadly-points.ts';
import { dueProblem, journalOf, startedWith } from '../../support/faults/journal.ts';
import { MortalPc, WHOLE } from '../../support/faults/mortal-pc.ts';
import { OutboxPc } from '../../support/request/outbox-pc.ts';
import { ARRIVED, NO_NETWORK, ScriptedChannel } from '../../support/request/scripted-channel.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const DAY = 24 * 60 * 60 * 1000;
/** In the middle of filing, of taking a delivery and of writing down that it arrived; before and after sending. */
const POINTS: readonly DeadlyPoint[] = [
  'INSERT ON request_events',
  'before the mark',
  "UPDATE OF state ON deliveries WHEN NEW.state = 'sending'",
  'before sending',
  'after sending',
];

// In short; the long form is `npm run test:faults`.
describe('a program that is killed', () => {
  it('has lost nothing that it acknowledged, and sends all of it', { timeout: 90_000 }, async () => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    for (const point of POINTS) await pc.live({ point, times: 2 });
    await pc.live({ killAtArrival: 3 });
    expect(pc.deaths).toBe(POINTS.length + 1);
    expect(pc.acknowledged.size).toBeGreaterThan(POINTS.length);
    const found = await pc.reckon();
    expect(found).toMatchObject(WHOLE);
    expect(found.repeated).toBeGreaterThan(0);
    expect(pc.complaints).toEqual([]);
  });
});

describe('a disk that is full', () => {
  it('refuses a request rather than half of it; the same id can be filed later', { timeout: 60_000 }, async () => {
    const pc = await new MortalPc(temporaryFolder()).listen();
    const under = ['sh', '-c', 'ulimit -f 560; exec "$@"', 'sh'];
    await pc.live({ most: 40, leave: true, under });
    expect(pc.acknowledged.size).toBeGreaterThan(10);
    expect(pc.refused.size).toBeGreaterThan(5);
    expect(await pc.reckon()).toMatchObject(WHOLE);
  });
});

describe('a journal', () => {
  it('that was cut off or has a wrong bit is said with how much is missing, and work goes on', async () => {
    const folder = temporaryFolder();
    const journal = await journalOf(folder, 4);
    const { bytes } = journal;
    const lengths = [0, 20, 32, ...[0.3, 0.6, 0.95].map((share) => Math.round(bytes.length * share)), bytes.length];
    const found = new Set<number>();
    for (const [at, length] of lengths.entries()) {
      const flipped = Buffer.from(bytes);
      if (at % 2 === 1) flipped.writeUInt8(flipped.readUInt8(length) ^ 1, length);
      const started = await startedWith(
        journal,
        at % 2 === 1 ? flipped : bytes.subarray(0, length),
        path.join(folder, String(at)),
      );
      expect([length, started]).toMatchObject([length, { problem: dueProblem(journal, started.found), goesOn: true }]);
      found.add(started.found);
    }
    expect(found.size).toBeGreaterThan(3);
    expect(found).toContain(journal.filed);
  });
});

describe('no network', () => {
  it('for 60 days loses and kills nothing, and hammers nobody', { timeout: 120_000 }, async () => {
    const desk = new ScriptedChannel('desk', NO_NETWORK);
    const pc = await new OutboxPc().start(desk);
    valueOf(await pc.session.use((database) => fileMany(database, 100, ['desk'])));
    await pc.outbox.kick();
    await pc.clock.pass(60 * DAY);
    expect(await pc.state()).toMatchObject({ waiting: 100, stuck: 0, offline: true });
    expect(desk.tries.length).toBeLessThan(60 * 26);
    desk.answer = ARRIVED;
    await pc.outbox.kick();
    await pc.clock.pass(5000);
    expect(await pc.state()).toMatchObject({ waiting: 0, stuck: 0, offline: false });
    expect(new Set(desk.tries.map(({ id }) => id)).size).toBe(100);
  });
});
