import { describe, expect, it, onTestFinished } from 'vitest';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { isSafeSqlite } from '../../../src/core/store/database.ts';
import { type RequestStore, createRequestStore } from '../../../src/core/store/request-store.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { deliverySchema } from '../../../src/shared/domain/delivery.ts';
import { isReadable } from '../../../src/shared/domain/problem.ts';
import { type RequestEventType, requestEventSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { filedRequestSchema } from '../../../src/shared/domain/service-request.ts';
import { addition, filing } from '../../support/request/filing.ts';
import { draft, ulidOf } from '../../support/request/requests.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function storeIn(folder: string) {
  const session = createDatabaseSession(folder);
  onTestFinished(() => session.close());
  return { session, store: createRequestStore(folder, session) };
}
const store = () => storeIn(temporaryFolder()).store;

async function got<Value>(result: Promise<{ ok: boolean; value?: Value }>): Promise<Value> {
  const settled = await result;
  if (!settled.ok) throw new Error(JSON.stringify(settled));
  return settled.value as Value;
}

const ids = (requests: ({ request: { id: string } } | { problem: unknown })[]) =>
  requests.filter(isReadable).map(({ request }) => request.id);

describe('filing a request', () => {
  it('keeps request, first event, message and one delivery per channel, and comes back as it was', async () => {
    const requests = store();
    const asked = filing(1, ['desk', 'robot']);
    const kept = await got(requests.file(asked));
    expect(await got(requests.get(ulidOf(1)))).toEqual(kept);
    expect(filedRequestSchema.parse(kept.request)).toEqual(asked.message.request);
    expect(kept).toMatchObject({ state: 'filed', events: [asked.event], delivered: false });
    expect(kept.events.map((event) => requestEventSchema.parse(event))).toEqual([asked.event]);
    expect(kept.deliveries.map((delivery) => deliverySchema.parse(delivery))).toMatchObject(
      ['desk', 'robot'].map((channel) => ({ channel, state: 'queued', message: asked.message.id, tries: 0 })),
    );
  });

  it('twice changes nothing and returns the first', async () => {
    const requests = store();
    const first = await got(requests.file(filing(1, ['desk'])));
    const other = filing(1, ['robot'], { title: 'something else' });
    expect(await got(requests.file({ ...other, event: { ...other.event, id: ulidOf(77) } }))).toEqual(first);
    expect(await got(requests.list({ limit: 10 }))).toEqual([first]);
  });

  it('gives a number that is taken an ending, in the message as well', async () => {
    const requests = store();
    const number = 'VR-261122-7KQ3M9';
    const kept = [];
    for (const one of [1, 2, 3]) kept.push(await got(requests.file(filing(one, ['desk'], { number }))));
    expect(kept.map(({ request }) => request.number)).toEqual([number, `${number}-2`, `${number}-3`]);
    expect((await got(requests.get(ulidOf(3)))).request.number).toBe(`${number}-3`);
  });

  it('takes the draft of the same id away, and no other', async () => {
    const requests = store();
    await requests.keepDraft(draft({ id: ulidOf(1) }));
    await requests.keepDraft(draft({ id: ulidOf(2) }));
    await requests.keepDraft(draft({ id: ulidOf(1), title: 'changed' }));
    expect((await got(requests.drafts())).map(({ title }) => title)).toContain('changed');
    await requests.file(filing(1, []));
    expect(await got(requests.drafts())).toEqual([draft({ id: ulidOf(2) })]);
    await requests.removeDraft(ulidOf(2));
    expect(await got(requests.drafts())).toEqual([]);
  });

  it('lists last filed first, page by page and by state, whatever the clock said', async () => {
    const requests = store();
    for (const [one, filedAt] of [
      [5, '2026-11-22T09:00:00.000+08:00'],
      [3, '2019-01-01T00:00:00.000+08:00'],
      [4, '2028-01-01T00:00:00.000+08:00'],
    ] as const)
      await requests.file(filing(one, [], { filedAt }));
    await requests.addEvent(addition(3, 'acknowledged'));
    expect(ids(await got(requests.list({ limit: 2 })))).toEqual([ulidOf(4), ulidOf(3)]);
    expect(ids(await got(requests.list({ limit: 2, before: ulidOf(3) })))).toEqual([ulidOf(5)]);
    expect(ids(await got(requests.list({ limit: 9, states: ['acknowledged', 'closed'] })))).toEqual([ulidOf(3)]);
  });
});

describe('adding an event to a request', () => {
  const types = async (requests: RequestStore) => (await got(requests.get(ulidOf(1)))).events.map(({ type }) => type);

  it('lead from state to state, each kept with author and time', async () => {
    const requests = store();
    await requests.file(filing(1, []));
    const steps: [RequestEventType, string][] = [
      ['acknowledged', 'acknowledged'],
      ['scheduled', 'scheduled'],
      ['started', 'in-progress'],
      ['progress', 'in-progress'],
      ['resolved', 'resolved'],
      ['rated', 'resolved'],
      ['closed', 'closed'],
    ];
    for (const [type, state] of steps)
      expect(await requests.addEvent(addition(1, type))).toMatchObject({ ok: true, value: { state } });
    expect(await types(requests)).toEqual(['filed', ...steps.map(([type]) => type)]);
    expect((await got(requests.get(ulidOf(1)))).events.at(-1)).toMatchObject({
      at: '2026-11-22T10:00:00.000+08:00',
      author: { role: 'teacher', name: '张三' },
    });
  });

  it.each(['filed', 'closed', 'reopened', 'rated'] as const)(
    '%s is refused in a state that does not allow it',
    async (type) => {
      const requests = store();
      await requests.file(filing(1, []));
      expect(await requests.addEvent(addition(1, type))).toEqual({
        ok: false,
        problem: { code: 'request-event-not-allowed', params: { state: 'filed', event: type } },
      });
      expect(await types(requests)).toEqual(['filed']);
    },
  );

  it('from the service desk are unread until somebody looked, also after a restart', async () => {
    const folder = temporaryFolder();
    const requests = storeIn(folder).store;
    await requests.file(filing(1, []));
    const unread = async (of: RequestStore) => (await got(of.get(ulidOf(1)))).unread;
    await requests.addEvent(addition(1, 'noted'));
    expect(await unread(requests)).toBe(0);
    const news = addition(1, 'acknowledged');
    await requests.addEvent({ ...news, event: { ...news.event, author: { role: 'desk', name: null } } });
    expect(await unread(requests)).toBe(1);
    expect(await unread(storeIn(folder).store)).toBe(1);
    await requests.markRead(ulidOf(1));
    expect(await unread(storeIn(folder).store)).toBe(0);
  });

  it('taken in twice are one, and unknown requests are named', async () => {
    const requests = store();
    await requests.file(filing(1, []));
    const once = addition(1, 'acknowledged', ['desk']);
    const first = await got(requests.addEvent(once));
    expect(first.deliveries).toHaveLength(1);
    expect(await got(requests.addEvent({ ...once, event: { ...once.event, type: 'closed' } }))).toEqual(first);
    expect(await requests.addEvent(addition(9, 'noted'))).toMatchObject({
      ok: false,
      problem: { code: 'request-not-found', params: { id: ulidOf(9) } },
    });
    expect(await requests.get(ulidOf(9))).toMatchObject({ ok: false, problem: { code: 'request-not-found' } });
  });
});

describe('one database connection', () => {
  it('serves runs and requests', async () => {
    const folder = temporaryFolder();
    const { session, store: requests } = storeIn(folder);
    const runs = createRunStore(folder, session);
    await runs.save(run());
    await got(requests.file(filing(1, [])));
    expect(await got(session.use((database) => database.prepare('SELECT count(*) FROM runs').pluck().get()))).toBe(1);
    expect(await runs.examine()).toBeNull();
  });

  it.each([
    ['3.51.2', false],
    ['3.51.3', true],
    ['3.54.1', true],
    ['3.6.20', false],
    ['4.0.0', true],
    ['3.51', false],
    ['unknown', false],
  ])('is not made with SQLite %s: safe %s', (version, safe) => expect(isSafeSqlite(version)).toBe(safe));
});
