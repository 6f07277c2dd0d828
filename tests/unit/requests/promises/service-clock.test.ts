import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addServiceTime,
  serviceDayOf,
  serviceTimeBetween,
} from '../../../../src/core/requests/promises/service-clock.ts';
import { servicePolicySchema } from '../../../../src/core/published/service-policy.ts';
import { formatInstant } from '../../../../src/shared/beijing-time.ts';
import { at, civil, rules } from '../../../support/request/promises.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = serviceDayOf(rules.service.hours);
const after = (from: string, hours: number) =>
  civil(formatInstant(new Date(addServiceTime(at(from), hours * HOUR, DAY))));

describe('service hours', () => {
  it.each([
    ['2026-11-23 19:30', 1, '2026-11-24 08:30'],
    ['2026-11-23 08:00', 1, '2026-11-23 09:00'],
    ['2026-11-23 05:00', 1, '2026-11-23 09:00'],
    ['2026-11-23 22:00', 1, '2026-11-24 09:00'],
    ['2026-11-21 10:00', 1, '2026-11-21 11:00'],
    ['2026-10-01 19:00', 2, '2026-10-02 09:00'],
    ['2026-11-23 10:00', 24, '2026-11-25 10:00'],
    ['2026-11-23 10:00', 48, '2026-11-27 10:00'],
    ['2026-12-31 19:00', 4, '2027-01-01 11:00'],
    ['2028-02-28 19:00', 24, '2028-03-01 19:00'],
  ])('%s and %d h: %s', (from, hours, due) => {
    expect(after(from, hours)).toBe(due);
  });

  it('end at closing what ends exactly then, and begin at the next opening what comes at closing', () => {
    expect(after('2026-11-23 18:00', 2)).toBe('2026-11-23 20:00');
    expect(after('2026-11-23 08:00', 12)).toBe('2026-11-23 20:00');
    expect(after('2026-11-23 20:00', 1)).toBe('2026-11-24 09:00');
    expect(after('2026-11-23 20:00', 12)).toBe('2026-11-24 20:00');
    expect(after('2026-11-23 21:00', 0)).toBe('2026-11-23 21:00');
  });

  it('may never close', () => {
    const always = serviceDayOf({ from: '00:00', to: '24:00' });
    expect(addServiceTime(at('2026-11-23 19:30'), 30 * HOUR, always)).toBe(at('2026-11-25 01:30'));
  });

  it.each([
    ['20:00', '08:00'],
    ['08:00', '08:00'],
    ['8:00', '20:00'],
    ['08:00', '24:01'],
    ['24:00', '24:00'],
  ])('cannot be %s-%s', (from, to) => {
    expect(servicePolicySchema.safeParse({ ...rules.service, hours: { from, to } }).success).toBe(false);
  });
});

describe('the service clock', () => {
  const instant = fc.integer({ min: at('1999-12-01 00:00'), max: at('2040-01-31 00:00') });
  const amount = fc.integer({ min: 1, max: 400 * HOUR });
  const day = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
    .filter(([opens, closes]) => opens < closes)
    .map(([opens, closes]) => ({ opens: opens * MINUTE, closes: closes * MINUTE }));
  const inHours = (moment: number, { opens, closes }: typeof DAY) => {
    const sinceMidnight = (moment + 8 * HOUR) % (24 * HOUR);
    return sinceMidnight >= opens && sinceMidnight < closes;
  };

  it('agrees with counting the minutes one by one', () => {
    const minutes = fc.integer({ min: 1, max: 1500 });
    fc.assert(
      fc.property(instant, minutes, day, (from, wanted, hours) => {
        const start = Math.floor(from / MINUTE) * MINUTE;
        let [moment, left] = [start, wanted];
        for (; left > 0; moment += MINUTE) if (inHours(moment, hours)) left -= 1;
        expect(addServiceTime(start, wanted * MINUTE, hours)).toBe(moment);
      }),
    );
  });

  it('finds again what was added, and what is added to reach an instant within service hours', () => {
    fc.assert(
      fc.property(instant, amount, day, (from, added, hours) => {
        const due = addServiceTime(from, added, hours);
        expect(serviceTimeBetween(from, due, hours)).toBe(added);
        expect(serviceTimeBetween(due, from, hours)).toBe(-added);
        expect(inHours(due - 1, hours)).toBe(true);
        expect(addServiceTime(from, serviceTimeBetween(from, due, hours), hours)).toBe(due);
      }),
    );
  });

  it('adds up', () => {
    fc.assert(
      fc.property(instant, amount, amount, day, (from, one, other, hours) => {
        const atOnce = addServiceTime(from, one + other, hours);
        expect(addServiceTime(addServiceTime(from, one, hours), other, hours)).toBe(atOnce);
      }),
    );
  });

  it('never runs back: later or longer is never due earlier', () => {
    const later = fc.integer({ min: 0, max: 100 * HOUR });
    fc.assert(
      fc.property(instant, later, amount, later, day, (from, wait, added, more, hours) => {
        const due = addServiceTime(from, added, hours);
        expect(due).toBeGreaterThan(from);
        expect(addServiceTime(from + wait, added, hours)).toBeGreaterThanOrEqual(due);
        expect(addServiceTime(from, added + more, hours)).toBeGreaterThanOrEqual(due + more);
      }),
    );
  });
});
