import { daysBetween } from '../../../shared/beijing-time.ts';
import { rangeOf } from './fields.ts';

const FIRST_DAY = '2026-01-01';
const DAY_MS = 86_400_000;
const NO_DAY = 0;

/** @returns 1 for 2026-01-01; 0 for a day that codes cannot tell, as of a clock gone wrong: before it, or after 2048-06-03. */
export function dayNumberOf(day: string): number {
  const number = daysBetween(FIRST_DAY, day) + 1;
  return number > NO_DAY && number < rangeOf('day') ? number : NO_DAY;
}

/** @returns the civil date, YYYY-MM-DD; null when the code tells none. */
export const dayOf = (number: number): string | null =>
  number === NO_DAY ? null : new Date(Date.parse(FIRST_DAY) + (number - 1) * DAY_MS).toISOString().slice(0, 10);
