import { describe, expect, it, onTestFinished } from 'vitest';
import { createRunHistory, type RunHistory } from '../../../src/core/history/index.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { EVERY_RUN } from '../../../src/shared/domain/run-filter.ts';
import type { CheckRun } from '../../../src/shared/domain/check-run.ts';
import type { Language } from '../../../src/shared/domain/language.ts';
import { index } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const unended = new AbortController().signal;
const DAY_MS = 86_400_000;
const station = {
  schema: 'vrlab.station/1',
  school: '实验中学',
  campusZone: 'urban',
  lab: 'VR 2',
  seat: '07',
  expected: null,
} as const;

/** Three runs, a day after the other: well, without its USB 3 half, well again. */
async function historyOf(language: Language = 'zh-CN'): Promise<{ history: RunHistory; runs: readonly CheckRun[] }> {
  const store = createRunStore(temporaryFolder());
  onTestFinished(() => store.close());
  const runs = [run(0), run(DAY_MS, index().slice(0, 4)), run(2 * DAY_MS)].map((one, at) => ({
    ...one,
    station: at === 1 ? { ...station } : null,
  }));
  for (const one of runs) expect(await store.save(one)).toEqual({ kept: 'database' });
  const history = createRunHistory({
    runs: store,
    publication,
    demo: runs[0]!.demo,
    now: () => new Date(runs[2]!.startedAt),
    language: async () => language,
  });
  return { history, runs };
}

describe('stored runs', () => {
  it.each([
    ['USB 2', 'zh-CN', 1],
    ['高速', 'zh-CN', 1],
    ['index', 'en', 3],
    ['07', 'en', 1],
    ['07 index', 'en', 1],
    ['07 oculus', 'en', 0],
    ['%_\'"\\', 'en', 0],
  ] as const)('are found by %j in %s', async (words, language, count) => {
    const { history } = await historyOf(language);
    const found = valueOf(await history.find({ ...EVERY_RUN, words }, 10, undefined, unended));
    expect(found).toMatchObject({ count, hasMore: false });
    expect(found.runs).toHaveLength(count);
  });

  it('are found by verdict and day, page by page', async () => {
    const { history, runs } = await historyOf();
    const [first, second, third] = runs as [CheckRun, CheckRun, CheckRun];
    const idsOf = async (filter: Partial<typeof EVERY_RUN>, before?: string) =>
      valueOf(await history.find({ ...EVERY_RUN, ...filter }, 2, before, unended)).runs.map(({ id }) => id);
    expect(await idsOf({ verdicts: ['not-ready'] })).toEqual([second.id]);
    expect(await idsOf({ from: second.startedAt.slice(0, 10) })).toEqual([third.id, second.id]);
    expect(await idsOf({ to: first.startedAt.slice(0, 10) })).toEqual([first.id]);
    expect(await idsOf({}, second.id)).toEqual([first.id]);
  });

  it('are counted by day', async () => {
    const { history, runs } = await historyOf();
    const trend = valueOf(await history.trend(2, unended));
    expect(trend).toMatchObject({ from: runs[1]!.startedAt.slice(0, 10), to: runs[2]!.startedAt.slice(0, 10) });
    expect(trend.days.map(({ verdict, count }) => [verdict, count])).toEqual([
      ['not-ready', 1],
      [runs[2]!.verdict, 1],
    ]);
  });

  it('are compared from the earlier to the later one, however they are named', async () => {
    const { history, runs } = await historyOf();
    const { older, newer, comparison } = valueOf(await history.compare(runs[2]!.id, runs[1]!.id));
    expect([older.id, newer.id]).toEqual([runs[1]!.id, runs[2]!.id]);
    expect(comparison.problems.gone.map(({ speaking }) => speaking.cause)).toContain('usb2-link');
    expect(await history.compare(runs[0]!.id, '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({
      problem: { code: 'run-not-found' },
    });
  });

  it('are exported as they are looked for', async () => {
    const { history, runs } = await historyOf();
    const textOf = async (filter: Partial<typeof EVERY_RUN>, format: 'csv' | 'json') => {
      const file = valueOf(await history.exportFile({ ...EVERY_RUN, ...filter }, format, unended));
      return Buffer.from(file.base64, 'base64').toString();
    };
    expect((await textOf({}, 'csv')).trim().split('\r\n')).toHaveLength(1 + runs.length);
    expect(await textOf({ words: '07' }, 'csv')).toContain('"暂不能上课","07"');
    expect(JSON.parse(await textOf({ words: '07' }, 'json'))).toMatchObject({
      schema: 'vrlab.runs/1',
      more: false,
      runs: [{ id: runs[1]!.id, seat: '07' }],
    });
  });
});
