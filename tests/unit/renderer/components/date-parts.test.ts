import { expect, it } from 'vitest';
import { dateOfParts, partsOfDate } from '../../../../src/renderer/src/components/date-parts.ts';

it.each([
  [2026, 2, 31, null, '2026-02-28'],
  [2028, 2, 31, null, '2028-02-29'],
  [2026, 11, null, null, null],
  [null, 11, 3, 'first', null],
  [2026, null, null, 'first', '2026-01-01'],
  [2026, null, null, 'last', '2026-12-31'],
  [2026, 4, null, 'last', '2026-04-30'],
] as const)('a date of %s, %s and %s, completed to the %s day, is %s', (year, month, day, completion, date) => {
  expect(dateOfParts({ year, month, day }, completion)).toBe(date);
});

it('comes apart again', () => {
  expect(partsOfDate('2026-11-03')).toEqual({ year: 2026, month: 11, day: 3 });
  expect(partsOfDate(null)).toEqual({ year: null, month: null, day: null });
});
