import { encodeTime } from 'ulid';
import { expect, it } from 'vitest';
import { inspectionNumberOf } from '../../../../src/core/records/record-numbers.ts';
import { inspectionPeriod } from '../../../../src/core/inspections/session/begin-inspection.ts';

it.each([
  ['quarterly', '2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
  ['quarterly', '2024-02-29', '2024-Q1', '2024-01-01', '2024-03-31'],
  ['quarterly', '2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
  ['quarterly', '2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
  ['semi-annual', '2026-06-30', '2026-H1', '2026-01-01', '2026-06-30'],
  ['semi-annual', '2026-07-01', '2026-H2', '2026-07-01', '2026-12-31'],
  ['on-request', '2026-11-22', '2026-11-22', '2026-11-22', '2026-11-22'],
] as const)('%s on %s stands for %s', (kind, day, label, from, to) => {
  expect(inspectionPeriod(kind, day)).toEqual({ kind, label, from, to });
});

it.each([
  ['the last moment of a year', '2026-12-31T23:59:59.999+08:00', '261231'],
  ['the first of the next, still the old year in UTC', '2027-01-01T00:00:00+08:00', '270101'],
  ['late in the evening in UTC, the next morning here', '2026-11-21T23:30:00Z', '261122'],
])('names an inspection by the day in UTC+8 and the end of its id: %s', (_, begun, day) => {
  const id = `${encodeTime(Date.parse(begun))}QJ7X5B9C3D1E8F2G`;
  expect(inspectionNumberOf(id)).toBe(`XJ-${day}-8F2G`);
});
