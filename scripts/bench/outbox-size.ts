import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Channel } from '../../src/core/delivery/channel.ts';
import { Outbox } from '../../src/core/delivery/outbox/outbox.ts';
import { createDatabaseSession, type DatabaseSession } from '../../src/core/store/database-session.ts';
import { createDeliveryLeases } from '../../src/core/store/delivery-leases.ts';
import { createRequestStore } from '../../src/core/store/request-store.ts';
import { fileMany } from '../../tests/support/request/filing.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { atMost, type Figure, known, quantile } from './figure.ts';

const FOLDER = path.join(ROOT, 'test-artifacts/bench-outbox');
const FEW = 100;
const MANY = 100_000;
const TIMES = 25;
const MOST = 2;

const desk: Channel = {
  id: 'desk',
  idempotent: true,
  perMinute: null,
  send: () => Promise.resolve({ result: 'delivered', receipt: null }),
};

async function filled(count: number): Promise<string> {
  const folder = path.join(FOLDER, String(count));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const session = createDatabaseSession(folder);
  const done = await session.use((database) => fileMany(database, count, [desk.id]));
  if (!done.ok) throw new Error(done.problem.code);
  session.close();
  return folder;
}

const STEPS = ['start-up', 'listing', 'next due'] as const;
type Times = Record<(typeof STEPS)[number], number>;

/** One program that starts, shows what there is, and tries the next delivery without success. */
async function once(folder: string): Promise<Times> {
  const begun = performance.now();
  const session = createDatabaseSession(folder);
  const requests = createRequestStore(folder, session);
  const outbox = new Outbox({ session });
  await requests.problem();
  await outbox.setChannels([desk]);
  const state = await outbox.state();
  const started = performance.now();
  if (!state.ok) throw new Error(state.problem.code);
  await requests.list({ limit: 50 });
  await outbox.list({ state: 'queued', limit: 50 });
  const listed = performance.now();
  await probe(session);
  const probed = performance.now();
  session.close();
  return { 'start-up': started - begun, listing: listed - started, 'next due': probed - listed };
}

/** Without waiting for the disk: that takes as long for few as for many. */
async function probe(session: DatabaseSession): Promise<void> {
  const tried = await session.use((database) => {
    database.pragma('synchronous = OFF');
    const leases = createDeliveryLeases(database);
    for (let time = 0; time < 20; time += 1) {
      const now = Date.now() + time;
      const maxPauseMs = { queued: 3_600_000, maybe: 86_400_000 };
      const answer = leases.take({ channel: desk.id, idempotent: true, spacingMs: 0, leaseMs: 1, maxPauseMs, now });
      if (!('leased' in answer)) throw new Error('nothing due');
      const { mayHaveArrived, failures, failingMs } = answer.leased;
      const kept = { mayHaveArrived, failures, failingMs, pauseMs: null, reason: null, detail: null };
      const lane = { step: 0, pauseMs: 0, closedMs: 0, trouble: null };
      leases.record(answer.leased, desk.id, { ...kept, state: 'queued' }, lane, now);
    }
  });
  if (!tried.ok) throw new Error(JSON.stringify(tried.problem));
}

/** An outbox of 100,000 that wait, beside one of 100. */
export async function outboxSize(): Promise<Figure[]> {
  const [few, many] = [await filled(FEW), await filled(MANY)];
  const times: { few: Times[]; many: Times[] } = { few: [], many: [] };
  for (let time = 0; time < TIMES; time += 1) {
    times.few.push(await once(few));
    times.many.push(await once(many));
  }
  rmSync(FOLDER, { recursive: true });
  return STEPS.flatMap((step) => {
    const [short, long] = [times.few, times.many].map((all) =>
      quantile(
        all.map((one) => one[step]),
        0.5,
      ),
    ) as [number, number];
    return [
      atMost(`${step} with ${MANY} waiting, ÷ the same with ${FEW}`, long / short, MOST, '×'),
      known(`${step} with ${MANY} waiting`, long, 'ms'),
    ];
  });
}
