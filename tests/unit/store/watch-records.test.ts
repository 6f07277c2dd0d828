import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { examineInWorker, watchRecords } from '../../../src/core/store/watch-records.ts';
import { alter, fillJournal, seenIn } from '../../support/store/journal-pc.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const never = new AbortController().signal;

it(
  'the examination in the background finds a message whose words were changed, and ends with the program',
  { timeout: 120_000 },
  async () => {
    const folder = path.join(temporaryFolder(), 'data');
    await fillJournal(folder, 3);
    const file = databaseFileIn(folder);
    expect(await examineInWorker(file, never)).toBe(true);
    expect(await examineInWorker(file, AbortSignal.abort())).toBeNull();
    expect(await examineInWorker(path.join(folder, 'none.sqlite'), never)).toBeNull();
    alter(folder, "UPDATE messages SET body = replace(body, '黑屏', '正常') WHERE place = 2");
    expect(await examineInWorker(file, never)).toBe(false);

    const { session, requests, problems } = await seenIn(folder);
    onTestFinished(() => session.close());
    expect(problems).toEqual([]);
    const ending = new AbortController();
    let busy = 2;
    const watched = watchRecords(
      { file, isBusy: () => (busy -= 1) > 0, onDamage: () => requests.examine() },
      ending.signal,
      { firstAfterMs: 1, everyMs: 60_000, whileBusyMs: 1 },
    );
    await expect.poll(() => requests.problems(), { timeout: 60_000 }).toMatchObject([{ code: 'requests-changed' }]);
    ending.abort();
    await watched;
    expect(busy).toBe(0);
  },
);

it('an index that leaves out a row is made anew, and that is reported', { timeout: 120_000 }, async () => {
  const folder = path.join(temporaryFolder(), 'data');
  await fillJournal(folder, 3);
  // A partial index that was written as a whole one: its rows are missing in it.
  alter(
    folder,
    `CREATE INDEX left_out ON messages (type) WHERE place > 100;
     PRAGMA writable_schema = ON;
     UPDATE sqlite_master SET sql = 'CREATE INDEX left_out ON messages (type)' WHERE name = 'left_out';
     PRAGMA writable_schema = RESET`,
  );
  expect(await examineInWorker(databaseFileIn(folder), never)).toBe(false);
  const { session, requests } = await seenIn(folder);
  onTestFinished(() => session.close());
  expect(await session.examine()).toBeNull();
  expect(await requests.problems()).toMatchObject([{ code: 'requests-rebuilt', params: { changed: 1 } }]);
  expect(await examineInWorker(databaseFileIn(folder), never)).toBe(true);
});
