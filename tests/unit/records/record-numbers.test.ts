import { encodeTime } from 'ulid';
import { expect, it } from 'vitest';
import { inspectionNumberOf } from '../../../src/core/records/record-numbers.ts';

it.each([
  ['the last moment of a year', '2026-12-31T23:59:59.999+08:00', '261231'],
  ['the first of the next, still the old year in UTC', '2027-01-01T00:00:00+08:00', '270101'],
  ['late in the evening in UTC, the next morning here', '2026-11-21T23:30:00Z', '261122'],
])('an inspection number has the day in UTC+8 and the end of the id: %s', (_, begun, day) => {
  const id = `${encodeTime(Date.parse(begun))}QJ7X5B9C3D1E8F2G`;
  expect(inspectionNumberOf(id)).toBe(`XJ-${day}-8F2G`);
});
