import { civilDateOf } from '../../../shared/beijing-time.ts';

/** What was chosen of a date so far; null: nothing. Months and days from 1. */
export interface DateParts {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

/** How a date that was chosen in part is completed: to the first or the last day it may mean, or not at all. */
export type Completion = 'first' | 'last' | null;

export const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A civil date, `2026-11-30`; null where the parts say none. A day that the month does not have is its last one. */
export function dateOfParts({ year, month, day }: DateParts, completion: Completion): string | null {
  if (year === null || (completion === null && (month === null || day === null))) return null;
  const inMonth = month ?? (completion === 'last' ? 12 : 1);
  const last = daysIn(year, inMonth);
  const onDay = Math.min(day ?? (completion === 'last' ? last : 1), last);
  return [String(year), String(inMonth).padStart(2, '0'), String(onDay).padStart(2, '0')].join('-');
}

/** @param date `2026-11-30`. */
export function partsOfDate(date: string | null): DateParts {
  const [year, month, day] = date === null ? [] : date.split('-').map(Number);
  return { year: year ?? null, month: month ?? null, day: day ?? null };
}

export const currentYear = (): number => Number(civilDateOf(new Date()).slice(0, 4));

/** Years to choose from, those of a date that is set already among them. @param date `2026-11-30`; null: none. */
export function yearsBetween(first: number, last: number, date: string | null): readonly number[] {
  const own = partsOfDate(date).year;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return own === null || years.includes(own) ? years : [...years, own].toSorted((a, b) => a - b);
}
