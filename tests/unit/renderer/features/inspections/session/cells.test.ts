import { describe, expect, it } from 'vitest';
import {
  cellsByKey,
  isOpen,
  keyOf,
  proposeOutcome,
  readNumber,
  spotAfter,
  spotsOf,
} from '../../../../../../src/renderer/src/features/inspections/session/cells.ts';
import { sampleSession } from '../../../../../support/inspection/inspection-session-samples.ts';

it.each([
  ['26.5', 26.5],
  ['26,5', 26.5],
  ['２６．５', 26.5],
  ['−3', -3],
  ['', null],
  ['12 ℃', null],
  ['1e9', null],
])('reads %s as %s', (typed, number) => {
  expect(readNumber(typed)).toBe(number);
});

it('proposes by the limits, which belong to what is normal', () => {
  expect(proposeOutcome(10, { min: 10, max: 35 })).toBe('normal');
  expect(proposeOutcome(35.1, { min: 10, max: 35 })).toBe('abnormal');
  expect(proposeOutcome(9, { min: 10 })).toBe('abnormal');
  expect(proposeOutcome(9, {})).toBeNull();
  expect(proposeOutcome(null, { min: 10 })).toBeNull();
});

describe('the way through a session', () => {
  const session = sampleSession(1);
  const cells = cellsByKey(session.cells);
  const spots = spotsOf(session);
  const open = (spot: (typeof spots)[number]) => isOpen(cells.get(keyOf(spot)));

  it('passes every cell once, the lab first and then seat by seat', () => {
    expect(new Set(spots.map(keyOf))).toEqual(new Set(cells.keys()));
    expect(spots).toHaveLength(session.cells.length);
    expect(spots[0]).toEqual({ item: 'temperature', subject: 'lab' });
    expect(spots[3]?.subject).toBe('seat:01');
  });

  it('goes to the next open one, round the end, over what the program has answered', () => {
    expect(spotAfter(spots, { item: 'cables', subject: 'seat:01' }, open)).toEqual({
      item: 'picture',
      subject: 'seat:01',
    });
    expect(spotAfter(spots, spots.at(-1)!, open)).toEqual(spots[0]);
    expect(spotAfter(spots, spots[0]!, open, -1)).toEqual(spots.at(-1));
    expect(spotAfter(spots, spots[0]!, (spot) => spot === spots[0])).toBeNull();
  });
});
