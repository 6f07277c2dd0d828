import { describe, expect, it } from 'vitest';
import { obstaclesOf, wishesOf } from '../../../src/renderer/src/features/inspections/conclusion/obstacles.ts';
import { proposedBy, readNumber } from '../../../src/renderer/src/features/inspections/items/measured.ts';
import {
  cellsByKey,
  isOpen,
  keyOf,
  spotAfter,
  spotsOf,
} from '../../../src/renderer/src/features/inspections/session/cells.ts';
import { strokesOf } from '../../../src/renderer/src/features/inspections/sign/strokes.ts';
import { signatureSchema } from '../../../src/shared/domain/inspection/inspection-record.ts';
import { AT, sampleSession } from '../../support/inspection-session-samples.ts';

describe('strokes of a signature', () => {
  const curve = [0, 1, 2, 3, 4, 5].map((step) => ({ x: 10 + step * 20.037, y: 50 + 30 * Math.sin(step) }));

  it('are M, L and C with at most one decimal, as a signature may hold them', () => {
    const path = strokesOf([{ points: curve }, { points: [{ x: 300, y: 100 }] }], 600);
    expect(path).toMatch(/^M10 50L(-?\d+(\.\d)?[ CLM]?)+$/);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).toContain('M300 100L300.1 100');
    const signature = { role: 'inspector', name: '李', method: 'drawn', strokes: path };
    expect(signatureSchema.parse(signature).strokes).toBe(path);
  });

  it('keep their shape whatever the width of the field, and stay in the box', () => {
    const half = curve.map(({ x, y }) => ({ x: x / 2, y: y / 2 }));
    expect(strokesOf([{ points: half }], 300)).toBe(strokesOf([{ points: curve }], 600));
    expect(strokesOf([{ points: [{ x: 700, y: -20 }] }], 600)).toBe('M600 0L600.1 0');
    expect(strokesOf([], 600)).toBe('');
  });
});

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
  expect(proposedBy(10, { min: 10, max: 35 })).toBe('normal');
  expect(proposedBy(35.1, { min: 10, max: 35 })).toBe('abnormal');
  expect(proposedBy(9, { min: 10 })).toBe('abnormal');
  expect(proposedBy(9, {})).toBeNull();
  expect(proposedBy(null, { min: 10 })).toBeNull();
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

describe('what stands in the way of signing', () => {
  const session = sampleSession(1);
  const done = {
    ...session,
    notes: { ...session.notes, inspectors: ['李'], conclusion: { decided: 'passed' as const, reason: '' } },
    cells: session.cells.map((cell) => ({
      ...cell,
      answer: { outcome: 'normal' as const, reason: null, value: 20, note: '', at: AT },
    })),
  };
  const proposed = (conclusion: 'passed' | 'rectify') =>
    ({ conclusion: { proposed: conclusion } }) as Parameters<typeof obstaclesOf>[3];

  it('is what is open, undecided or unnamed, with the way there', () => {
    expect(obstaclesOf(session, cellsByKey(session.cells), 2, null)).toEqual([
      { what: 'open', count: 64, spot: { item: 'temperature', subject: 'lab' } },
      { what: 'unsaved', count: 2 },
      { what: 'undecided' },
      { what: 'no-inspector' },
    ]);
  });

  it('is a reason that lacks only where the decision is another than proposed', () => {
    const cells = cellsByKey(done.cells);
    expect(obstaclesOf(done, cells, 0, proposed('passed'))).toEqual([]);
    expect(obstaclesOf(done, cells, 0, proposed('rectify'))).toEqual([{ what: 'no-reason' }]);
  });

  it('is never a missing photo, which is only wished for', () => {
    const cells = cellsByKey(done.cells);
    expect(wishesOf(done, cells)).toBeNull();
    const [key] = [...cells.keys()].filter((one) => one.startsWith('lenses'));
    const cell = cells.get(key!)!;
    cells.set(key!, { ...cell, answer: { ...cell.answer!, outcome: 'abnormal' } });
    expect(wishesOf(done, cells)).toEqual({ spot: { item: 'lenses', subject: 'seat:01' }, count: 1 });
  });

  it('is no value that is missing where it is called normal, which is wished for as well', () => {
    const cells = cellsByKey(done.cells);
    const spot = { item: 'temperature', subject: 'lab' as const };
    const cell = cells.get(keyOf(spot))!;
    cells.set(keyOf(spot), { ...cell, answer: { ...cell.answer!, value: null } });
    expect(wishesOf(done, cells)).toEqual({ spot, count: 1 });
  });
});
