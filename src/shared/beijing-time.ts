import type { Language } from './domain/language.ts';
import type { Translate } from './wording.ts';

/**
 * Civil time of the schools: UTC+8 without daylight saving, whatever the PC's zone says (a badly imaged PC with a foreign
 * zone is a normal case).
 */
const OFFSET_MS = 8 * 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** RFC 3339 with milliseconds, e.g. `2026-11-22T08:30:00.000+08:00`. */
export function formatInstant(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().replace('Z', '+08:00');
}

/** Civil date, YYYY-MM-DD. */
export const civilDateOf = (instant: Date): string => formatInstant(instant).slice(0, 10);

/** Year, month and day of a civil date as they are written in a sentence: Chinese has no zeros before them. */
export function partsOfDate(civilDate: string, language: Language): { year: string; month: string; day: string } {
  const [year = '', ...rest] = civilDate.split('-');
  const [month = '', day = ''] = language === 'zh-CN' ? rest.map((part) => String(Number(part))) : rest;
  return { year, month, day };
}

/** Whole days from one civil date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Civil day as a number, 0 being 1970-01-01. @param instant epoch ms. */
export const dayNumberOf = (instant: number): number => Math.floor((instant + OFFSET_MS) / DAY_MS);

/** The midnight a civil day begins with, epoch ms. */
export const startOfDay = (day: number): number => day * DAY_MS - OFFSET_MS;

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

/**
 * How people call a period.
 * @param label `2026-Q4`, `2026-H2`; anything else stays, as the date of an inspection on request.
 * @param form `short` below a bar of a chart, and in a cell of a table.
 */
export function periodName(label: string, t: Translate, form: 'label' | 'short' = 'label'): string {
  const [, year, name, place] = /^(\d{4})-([QH])([1-4])$/.exec(label) ?? [];
  if (name === undefined) return label;
  if (name === 'H') return t(`inspections:plan.${form}.${place === '1' ? 'H1' : 'H2'}`, { year });
  const ordinal = t('inspections:plan.ordinals').split(' ')[Number(place) - 1];
  return t(`inspections:plan.${form}.Q`, { year, place: ordinal });
}
