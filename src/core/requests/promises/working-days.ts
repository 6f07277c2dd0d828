import { DAY_MS } from '../../../shared/beijing-time.ts';
import type { Certainty } from '../../../shared/domain/service-terms.ts';
import type { Calendar } from '../../published/calendar-schema.ts';

/** The published calendar, ready to be asked by day number. */
interface WorkingDays {
  readonly holidays: ReadonlySet<number>;
  readonly makeUpDays: ReadonlySet<number>;
  readonly certainties: ReadonlyMap<number, Certainty>;
}

const numberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const yearOf = (day: number): number => new Date(day * DAY_MS).getUTCFullYear();

function* daysFrom(from: string, to: string): Iterable<number> {
  for (let day = numberOf(from); day <= numberOf(to); day += 1) yield day;
}

const read = ({ years }: Calendar): WorkingDays => ({
  holidays: new Set(years.flatMap(({ holidays }) => holidays.flatMap(({ from, to }) => [...daysFrom(from, to)]))),
  makeUpDays: new Set(years.flatMap(({ makeUpDays }) => makeUpDays.map(numberOf))),
  certainties: new Map(years.map(({ year, status }) => [year, status])),
});

const known = new WeakMap<Calendar, WorkingDays>();

function workingDaysOf(calendar: Calendar): WorkingDays {
  const days = known.get(calendar) ?? read(calendar);
  known.set(calendar, days);
  return days;
}

/** 1970-01-01, day 0, was a Thursday. */
const isWeekend = (day: number): boolean => [2, 3].includes(((day % 7) + 7) % 7);

const isWorked = (day: number, { holidays, makeUpDays }: WorkingDays): boolean =>
  makeUpDays.has(day) || (!holidays.has(day) && !isWeekend(day));

const DOUBT: Readonly<Record<Certainty, number>> = { official: 0, estimated: 1, unknown: 2 };

/**
 * The n-th working day after a day; that day itself never counts, worked or not.
 * @param day number of the civil day (`dayNumberOf`). @param count at least 1.
 * @returns `certainty`: the least certain of all years walked through; a year the calendar does not list is unknown, and only its
 * weekends are off.
 */
export function workingDayAfter(
  day: number,
  count: number,
  calendar: Calendar,
): { readonly day: number; readonly certainty: Certainty } {
  const days = workingDaysOf(calendar);
  let certainty: Certainty = 'official';
  let reached = day;
  for (let left = count; left > 0;) {
    reached += 1;
    const here = days.certainties.get(yearOf(reached)) ?? 'unknown';
    if (DOUBT[here] > DOUBT[certainty]) certainty = here;
    if (isWorked(reached, days)) left -= 1;
  }
  return { day: reached, certainty };
}
