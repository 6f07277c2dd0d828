import type { Translate } from './wording.ts';

/** A period of the calendar with its label: `2026-Q4`, `2026-H2`. */
export interface CivilPeriod {
  readonly label: string;
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

const NAMES = { 3: 'Q', 6: 'H' } as const;
const dateOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

function periodOf(date: string, months: keyof typeof NAMES, away: number): CivilPeriod {
  const perYear = 12 / months;
  const count = Number(date.slice(0, 4)) * perYear + Math.floor((Number(date.slice(5, 7)) - 1) / months) + away;
  const year = Math.floor(count / perYear);
  const place = count - year * perYear;
  const first = place * months;
  return {
    label: `${year}-${NAMES[months]}${place + 1}`,
    from: dateOf(year, first, 1),
    to: dateOf(year, first + months, 0),
  };
}

/** The quarter a civil date is in. @param away so many quarters later, or earlier where negative. */
export const quarterOf = (date: string, away = 0): CivilPeriod => periodOf(date, 3, away);

/** The half-year a civil date is in. @param away so many half-years later, or earlier where negative. */
export const halfYearOf = (date: string, away = 0): CivilPeriod => periodOf(date, 6, away);

/** How people call a period. @param label `2026-Q4`, `2026-H2`; anything else stays, as the date of an inspection on request. */
export function periodName(label: string, t: Translate): string {
  const [, year, name, place] = /^(\d{4})-([QH])([1-4])$/.exec(label) ?? [];
  if (name === undefined) return label;
  return t(`inspections:plan.label.${name === 'Q' ? 'Q' : place === '1' ? 'H1' : 'H2'}`, { year, place });
}
