import { expect, it, onTestFinished } from 'vitest';
import { countRequests } from '../../../src/core/requests/count-requests.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { createRequestStore } from '../../../src/core/store/request-store.ts';
import { isReadable } from '../../../src/shared/domain/problem.ts';
import { addition, filing } from '../../support/request/filing.ts';
import { requestsIn } from '../../support/request/request-desk.ts';
import { requestEvent, ulidOf } from '../../support/request/requests.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const WITHDRAWN = 60;
const OPEN = ulidOf(1);

/** An open request, and more withdrawn ones after it than a page of a list holds. */
async function longAgo() {
  const folder = temporaryFolder();
  const session = createDatabaseSession(folder);
  onTestFinished(() => session.close());
  const store = createRequestStore(folder, session);
  valueOf(await store.file(filing(1, [], { promisesFrom: 'receipt' })));
  for (let one = 2; one <= WITHDRAWN + 1; one += 1) {
    valueOf(await store.file(filing(one, [])));
    valueOf(await store.addEvent(addition(one, 'withdrawn')));
  }
  const damage = (id: string) =>
    session.use((database) => database.prepare("UPDATE messages SET body = '{}' WHERE id = ?").run(id));
  return { store, requests: requestsIn(folder, session, []), damage };
}

const saidBy = (one: number, role: 'desk' | 'teacher') => {
  const { event } = addition(one, 'noted');
  return { event: requestEvent({ ...event, author: { role, name: null } }), message: null, channels: [] };
};

it('an open request is found and counted, however many newer ones are done with', async () => {
  const { requests } = await longAgo();
  const none = { unread: 0, unreadable: 0, unexamined: 0 };
  expect(valueOf(await requests.counts())).toEqual({ open: 1, done: WITHDRAWN, undelivered: 1, ...none });
  expect(valueOf(await requests.list(50, undefined, 'open')).map(({ id }) => id)).toEqual([OPEN]);

  const first = valueOf(await requests.list(50, undefined, 'done'));
  const second = valueOf(await requests.list(50, first.at(-1)!.id, 'done'));
  const done = [...first, ...second];
  expect([first.length, second.length, new Set(done.map(({ id }) => id)).size]).toEqual([50, 10, WITHDRAWN]);
  expect(done.every(({ state }) => state === 'withdrawn')).toBe(true);
});

it('news count until they were looked at, also of a request that is done with; what the teacher said is no news', async () => {
  const { store, requests } = await longAgo();
  const counts = async () => valueOf(await requests.counts());
  valueOf(await store.addEvent(saidBy(1, 'teacher')));
  expect(await counts()).toMatchObject({ unread: 0, undelivered: 1 });
  valueOf(await store.addEvent(saidBy(1, 'desk')));
  expect(await counts()).toMatchObject({ unread: 1, undelivered: 0 });
  await requests.markRead(OPEN);
  valueOf(await store.addEvent(saidBy(1, 'teacher')));
  expect(await counts()).toMatchObject({ unread: 0 });

  valueOf(await store.addEvent({ ...saidBy(1, 'desk'), event: { ...saidBy(1, 'desk').event, type: 'rejected' } }));
  expect(await counts()).toMatchObject({ open: 0, done: WITHDRAWN + 1, unread: 1 });
  const listed = valueOf(await requests.list(200)).filter(isReadable);
  expect(listed.filter(({ unread }) => unread > 0).map(({ id }) => id)).toEqual([OPEN]);
});

it('one that cannot be read is counted as open and as unreadable; those nobody looked through are named', async () => {
  const { store, requests, damage } = await longAgo();
  valueOf(await store.file(filing(WITHDRAWN + 2, [], { promisesFrom: 'receipt' })));
  await damage(OPEN);
  expect(valueOf(await requests.counts())).toMatchObject({ open: 2, undelivered: 1, unreadable: 1, unexamined: 0 });
  expect(valueOf(await countRequests(store, 1))).toMatchObject({
    open: 2,
    undelivered: 1,
    unreadable: 0,
    unexamined: 1,
  });
});
