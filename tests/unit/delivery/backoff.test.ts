import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestedPause, LADDERS, MAX_PAUSE_MS, pauseAfter } from '../../../src/core/store/backoff.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the pause after a failure', () => {
  it('has a ceiling that doubles from 5 s to 1 h', () => {
    const ceilings = [0, 1, 2, 3, 9, 10, 11, 5000].map((failures) =>
      Math.round(pauseAfter(failures, LADDERS.usual, () => 1) / SECOND),
    );
    expect(ceilings).toEqual([5, 10, 20, 40, 2560, 3600, 3600, 3600]);
  });

  it('is spread over everything below the ceiling, and never less than a second', () => {
    fc.assert(
      fc.property(fc.nat(10_000), chance, fc.constantFrom(...Object.values(LADDERS)), (failures, random, ladder) => {
        const pause = pauseAfter(failures, ladder, () => random);
        expect(pause).toBeGreaterThanOrEqual(SECOND);
        expect(pause).toBeLessThanOrEqual(Math.min(MAX_PAUSE_MS, ladder.max));
      }),
    );
    expect(pauseAfter(20, LADDERS.usual, () => 0)).toBe(SECOND);
    expect(pauseAfter(20, LADDERS.usual, () => 0.5)).toBeCloseTo(HOUR / 2, -4);
  });
});

describe('a receiver that asks to wait', () => {
  it.each([
    [null, 0],
    [0, 0],
    [-5, 0],
    [Number.NaN, 0],
    [90_000.2, 90_001],
    [7 * 24 * HOUR, MAX_PAUSE_MS],
    [Infinity, MAX_PAUSE_MS],
  ])('%s ms: is listened to for %s ms', (asked, pause) => expect(requestedPause(asked)).toBe(pause));
});
