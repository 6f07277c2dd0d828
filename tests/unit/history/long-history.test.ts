import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRunHistory, type RunHistory } from '../../../src/core/history/index.ts';
import { databaseFileIn, openDatabase } from '../../../src/core/store/database.ts';
import { createRunRepository } from '../../../src/core/store/run-repository.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { EVERY_RUN } from '../../../src/shared/domain/run-filter.ts';
import { publication } from '../../support/pc/judge.ts';
import { run } from '../../support/pc/runs.ts';
import { valueOf } from '../../support/value-of.ts';

const COUNT = 3000;
const unended = new AbortController().signal;
const folder = mkdtempSync(path.join(tmpdir(), 'long-history-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Years of checks: one real run, stored again and again under other ids. */
beforeAll(async () => {
  const database = valueOf(await openDatabase(databaseFileIn(folder)));
  const runs = createRunRepository(database);
  const { id: ulid, ...rest } = run();
  database.transaction(() => {
    for (let number = 0; number < COUNT; number++)
      runs.save({ ...rest, id: `${ulid.slice(0, 22)}${String(number).padStart(4, '0')}` });
  })();
  database.close();
});

function history(): RunHistory {
  const store = createRunStore(folder);
  onTestFinished(() => store.close());
  const now = () => new Date(run().startedAt);
  return createRunHistory({ runs: store, publication, demo: false, now, language: async () => 'zh-CN' });
}

/** How often others had their turn while it was worked. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  await work();
  clearInterval(ticking);
  return turns;
}

const search = (signal: AbortSignal) => history().find({ ...EVERY_RUN, words: '高速' }, 50, undefined, signal);
const everyFile = (signal: AbortSignal) => history().exportFile(EVERY_RUN, 'csv', signal);

describe('thousands of stored runs', () => {
  it.each([
    ['looked through', search],
    ['written to a file', everyFile],
  ])('let others have their turn while they are %s, and end when nobody waits for them', async (_, work) => {
    expect(await turnsDuring(() => work(unended))).toBeGreaterThan(2);
    const ending = new AbortController();
    const ended = work(ending.signal);
    setTimeout(() => ending.abort(), 1);
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('are counted up to a limit, and shown to the last one', async () => {
    const looked = history();
    const first = valueOf(await looked.find(EVERY_RUN, 200, undefined, unended));
    expect(first).toMatchObject({ count: 1000, hasMore: true });
    const ids = first.runs.map(({ id }) => id);
    for (let goesOn = true; goesOn;) {
      const page = valueOf(await looked.find(EVERY_RUN, 200, ids.at(-1), unended));
      ids.push(...page.runs.map(({ id }) => id));
      goesOn = page.hasMore;
    }
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(COUNT);
  });

  it('are all in the file and in the days', async () => {
    const file = valueOf(await everyFile(unended));
    expect(Buffer.from(file.base64, 'base64').toString().trim().split('\r\n')).toHaveLength(1 + COUNT);
    const { days } = valueOf(await history().trend(30, unended));
    expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(COUNT);
  });
});
