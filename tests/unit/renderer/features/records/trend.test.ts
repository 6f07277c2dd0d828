import { expect, it } from 'vitest';
import { countDays, trendDays } from '../../../../../src/renderer/src/features/records/trend.ts';

it('shows each day by its worst verdict, and days without a check as such', () => {
  const days = trendDays({
    from: '2026-02-27',
    to: '2026-03-02',
    days: [
      { day: '2026-02-28', verdict: 'ready', count: 3 },
      { day: '2026-02-28', verdict: 'not-ready', count: 1 },
      { day: '2026-03-02', verdict: 'unknown', count: 1 },
      { day: '2026-03-02', verdict: 'usable', count: 1 },
    ],
  });
  expect(days.map(({ day, worst, count }) => [day, worst, count])).toEqual([
    ['2026-02-27', null, 0],
    ['2026-02-28', 'not-ready', 4],
    ['2026-03-01', null, 0],
    ['2026-03-02', 'unknown', 2],
  ]);
  expect(countDays(days)).toEqual([
    { verdict: 'unknown', count: 1 },
    { verdict: 'not-ready', count: 1 },
  ]);
});
