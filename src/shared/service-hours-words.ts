import type { Opening, ServiceHours } from './domain/service-hours.ts';
import type { Wording } from './wording.ts';

/** A Monday, from which the names of days are counted. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Short name of a day of the week. @param day 1: Monday. */
export const dayName = (day: number, { language }: Wording): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(MONDAY_MS + (day - 1) * DAY_MS);

/** Days that follow one another, together. */
function runsOf(days: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

function openingInWords({ days, from, to }: Opening, wording: Wording): string {
  const { t, list } = wording;
  const names = runsOf(days).flatMap((run) => {
    const [first, last] = [run[0]!, run.at(-1)!];
    if (run.length < 3) return run.map((day) => dayName(day, wording));
    return [t('screen:requests.hotline.days', { from: dayName(first, wording), to: dayName(last, wording) })];
  });
  const when = days.length === 7 ? t('screen:requests.hotline.everyDay') : list(names);
  return t('screen:requests.hotline.opening', { days: when, from, to });
}

/** Days with their times, one after the other; empty where nothing is known. */
export const hoursInWords = (hours: ServiceHours, wording: Wording): string =>
  wording.list(hours.map((opening) => openingInWords(opening, wording)));
