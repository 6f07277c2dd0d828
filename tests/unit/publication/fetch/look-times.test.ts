import { expect, it } from 'vitest';
import { nextLookAt, spreadOfPc } from '../../../../src/core/publication/fetch/look-times.ts';

const at = (text: string): Date => new Date(`${text}:00Z`);
const history = (startedAt: string, lastAt: string | null, lastGoodAt: string | null) => ({
  startedAt: at(startedAt),
  lastAt: lastAt === null ? null : at(lastAt),
  lastGoodAt: lastGoodAt === null ? null : at(lastGoodAt),
});

it('a PC that never looked, or not for a day, looks within ten minutes after its start, each at its own moment', () => {
  for (const good of [null, '2026-11-29T07:00']) {
    const due = (spread: number) => nextLookAt(at('2026-11-30T08:00'), history('2026-11-30T08:00', good, good), spread);
    expect([due(0), due(0.999_999)].map((when) => when.toISOString().slice(0, 16))).toEqual([
      '2026-11-30T08:01',
      '2026-11-30T08:09',
    ]);
  }
});

it('a PC that runs on looks once a day at its own time, and never later than a day after the last success', () => {
  const running = (lastGood: string, spread: number) =>
    nextLookAt(at('2026-11-30T09:00'), history('2026-11-20T08:00', lastGood, lastGood), spread).toISOString();
  expect(running('2026-11-30T06:00', 0.5)).toBe('2026-11-30T12:00:00.000Z');
  expect(running('2026-11-30T06:00', 0.125)).toBe('2026-12-01T03:00:00.000Z');
  expect(running('2026-11-29T12:00', 0.5)).toBe('2026-11-30T12:00:00.000Z');
});

it('a source that failed is left alone for an hour or two', () => {
  const failed = history('2026-11-30T08:00', '2026-11-30T08:30', '2026-11-28T08:00');
  expect(nextLookAt(at('2026-11-30T08:31'), failed, 0)).toEqual(at('2026-11-30T09:30'));
  expect(nextLookAt(at('2026-11-30T08:31'), failed, 0.5)).toEqual(at('2026-11-30T10:00'));
});

it('looks of the future, made before the clock was set right, keep no PC from looking', () => {
  const ahead = history('2026-11-30T08:00', '2036-01-01T00:00', '2036-01-01T00:00');
  expect(nextLookAt(at('2026-11-30T12:00'), ahead, 0)).toEqual(at('2026-11-30T08:01'));
});

it('the moment of a PC is the same at every start', () => {
  expect(spreadOfPc()).toBe(spreadOfPc());
  expect(spreadOfPc()).toBeGreaterThanOrEqual(0);
  expect(spreadOfPc()).toBeLessThan(1);
});
