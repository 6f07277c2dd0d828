import { describe, expect, test } from 'vitest';
import { decideRecovery, PERIOD_MS } from '../../src/main/recovery/decide-recovery.ts';

const NOW = Date.parse('2026-11-29T08:00:00Z');
/** So many failures a second apart, the last one a second ago. */
const lately = (count: number) => Array.from({ length: count }, (_, place) => NOW - 1000 * (place + 1));

describe('the screen', () => {
  test.each([
    [0, { action: 'reload', afterMs: 1000 }],
    [1, { action: 'reload', afterMs: 2000 }],
    [2, { action: 'reload', afterMs: 5000 }],
    [3, { action: 'reload', afterMs: 10_000 }],
    [4, { action: 'stop' }],
    [40, { action: 'stop' }],
  ])('after %i failures of late: %j', (count, recovery) => {
    expect(decideRecovery('screen', lately(count), NOW)).toEqual(recovery);
  });
});

describe('graphics', () => {
  test.each([
    [0, 'go-on'],
    [1, 'go-on'],
    [2, 'relaunch'],
    [9, 'relaunch'],
  ])('after %i losses of late: %s', (count, action) => {
    expect(decideRecovery('graphics', lately(count), NOW)).toMatchObject({ action });
  });
});

describe('the program', () => {
  test.each([
    [0, 'relaunch'],
    [2, 'relaunch'],
    [3, 'stop'],
    [30, 'stop'],
  ])('after %i relaunches of late: %s', (count, action) => {
    expect(decideRecovery('program', lately(count), NOW)).toMatchObject({ action });
  });
});

test('what is long ago, or ahead by a clock that was wrong, does not count', () => {
  const old = Array.from({ length: 50 }, (_, place) => NOW - PERIOD_MS - place);
  const ahead = Array.from({ length: 50 }, (_, place) => NOW + PERIOD_MS + place);
  for (const trouble of ['screen', 'program'] as const)
    expect(decideRecovery(trouble, [...old, ...ahead], NOW).action).not.toBe('stop');
  expect(decideRecovery('graphics', [...old, ...ahead], NOW)).toEqual({ action: 'go-on' });
});

test('a program that fails at every start comes to an end, also when the clock is set back meanwhile', () => {
  let now = NOW;
  const relaunches: number[] = [];
  while (relaunches.length < 50 && decideRecovery('program', relaunches, now).action === 'relaunch') {
    relaunches.push(now);
    now += relaunches.length === 2 ? -30_000 : 5000;
  }
  expect(relaunches).toHaveLength(3);
});
