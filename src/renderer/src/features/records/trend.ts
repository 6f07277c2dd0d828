import type { RunTrend } from '../../../../shared/contract.ts';
import type { Verdict } from '../../../../shared/domain/finding.ts';

/** Best first: a day is shown by the worst that was found on it. */
export const BEST_FIRST = ['ready', 'usable', 'unknown', 'not-ready'] as const satisfies readonly Verdict[];

export interface TrendDay {
  /** Civil date. */
  readonly day: string;
  /** Null: no check on that day. */
  readonly worst: Verdict | null;
  readonly count: number;
}

const DAY_MS = 86_400_000;

/** Every day of the time in its order, those without a check as well. */
export function trendDays({ from, to, days }: RunTrend): TrendDay[] {
  const counted = Map.groupBy(days, ({ day }) => day);
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, index) => {
    const day = new Date(first + index * DAY_MS).toISOString().slice(0, 10);
    const those = counted.get(day) ?? [];
    return {
      day,
      worst: BEST_FIRST.findLast((verdict) => those.some((one) => one.verdict === verdict)) ?? null,
      count: those.reduce((sum, { count }) => sum + count, 0),
    };
  });
}

/** On how many days each verdict was the worst; verdicts that never were are left out. */
export const countDays = (days: readonly TrendDay[]): { verdict: Verdict; count: number }[] =>
  BEST_FIRST.map((verdict) => ({ verdict, count: days.filter(({ worst }) => worst === verdict).length })).filter(
    ({ count }) => count > 0,
  );
