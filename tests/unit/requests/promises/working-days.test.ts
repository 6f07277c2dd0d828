import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../../src/core/published/calendar-schema.ts';
import { workingDayAfter } from '../../../../src/core/requests/promises/working-days.ts';
import { DAY_MS, dayNumberOf } from '../../../../src/shared/beijing-time.ts';
import { at, rules } from '../../../support/request/promises.ts';

const dayOf = (date: string) => dayNumberOf(at(`${date} 12:00`));
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
function after(date: string, count: number, calendar: Calendar = rules.calendar): [string, string] {
  const { day, certainty } = workingDayAfter(dayOf(date), count, calendar);
  return [dateOf(day), certainty];
}
const years = (...changed: Partial<Calendar['years'][number]>[]): Calendar => ({
  schema: 'vrlab.calendar/1',
  years: changed.map((year) => ({
    year: 2026,
    status: 'official' as const,
    source: null,
    holidays: [],
    makeUpDays: [],
    ...year,
  })),
});

describe('working days', () => {
  it.each(['2026-02-14', '2026-02-28', '2026-05-09', '2026-10-10', '2026-01-04', '2026-09-20'])(
    'include the make-up day %s',
    (makeUp) => {
      const dayBefore = dateOf(dayOf(makeUp) - 1);
      expect(after(dayBefore, 1)).toEqual([makeUp, 'official']);
    },
  );

  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-11-29', 1, '2026-11-30'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-03', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-10', 1, '2026-10-12'],
    ['2026-02-13', 3, '2026-02-25'],
    ['2026-12-30', 1, '2026-12-31'],
  ])('after %s, the %d. is %s', (from, count, day) => {
    expect(after(from, count)).toEqual([day, 'official']);
  });

  it('of an unknown year are weekdays, and say so', () => {
    expect(after('2026-12-31', 1)).toEqual(['2027-01-01', 'unknown']);
    expect(after('2026-12-30', 3)).toEqual(['2027-01-04', 'unknown']);
    expect(after('2031-03-07', 1)).toEqual(['2031-03-10', 'unknown']);
  });

  it('are as certain as the least certain year on the way', () => {
    const calendar = years({ year: 2026 }, { year: 2027, status: 'estimated' }, { year: 2028 });
    expect(after('2026-12-01', 10, calendar)).toEqual(['2026-12-15', 'official']);
    expect(after('2026-12-31', 1, calendar)[1]).toBe('estimated');
    expect(after('2026-12-31', 270, calendar)).toEqual(['2028-01-13', 'estimated']);
    expect(after('2028-12-29', 1, calendar)[1]).toBe('unknown');
    expect(after('2027-12-31', 1, calendar)[1]).toBe('official');
  });

  it('know the leap day, and holidays that reach over the end of a year', () => {
    expect(after('2028-02-28', 1)[0]).toBe('2028-02-29');
    expect(after('2028-02-29', 1)[0]).toBe('2028-03-01');
    const newYear = { name: { 'zh-CN': '元旦', en: 'New Year' }, from: '2026-12-31', to: '2027-01-03' };
    expect(after('2026-12-30', 1, years({ holidays: [newYear] }))).toEqual(['2027-01-04', 'unknown']);
  });

  const start = fc.integer({ min: dayOf('2024-12-01'), max: dayOf('2028-12-31') });
  const count = fc.integer({ min: 1, max: 60 });

  it('agree with the calendar read day by day as text', () => {
    const worked = (date: string) => {
      const year = rules.calendar.years.find((entry) => date.startsWith(`${entry.year}-`));
      if (year?.makeUpDays.includes(date) === true) return true;
      const off = year?.holidays.some(({ from, to }) => from <= date && date <= to) ?? false;
      return !off && !['Sat', 'Sun'].includes(new Date(date).toUTCString().slice(0, 3));
    };
    fc.assert(
      fc.property(start, count, (from, wanted) => {
        const { day } = workingDayAfter(from, wanted, rules.calendar);
        const walked = Array.from({ length: day - from }, (_, index) => dateOf(from + 1 + index));
        expect(walked.filter(worked)).toHaveLength(wanted);
        expect(worked(dateOf(day))).toBe(true);
      }),
    );
  });

  it('add up, and later or more is never earlier', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 30 }), count, count, (from, wait, one, other) => {
        const due = (day: number, wanted: number) => workingDayAfter(day, wanted, rules.calendar).day;
        expect(due(due(from, one), other)).toBe(due(from, one + other));
        expect(due(from + wait, one)).toBeGreaterThanOrEqual(due(from, one));
        expect(due(from, one + other)).toBeGreaterThan(due(from, one));
      }),
    );
  });
});
