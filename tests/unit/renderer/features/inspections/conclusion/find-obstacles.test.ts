import { describe, expect, it } from 'vitest';
import {
  findMissingEvidence,
  findObstacles,
} from '../../../../../../src/renderer/src/features/inspections/conclusion/find-obstacles.ts';
import { cellsByKey, keyOf } from '../../../../../../src/renderer/src/features/inspections/session/cells.ts';
import { AT, sampleSession } from '../../../../../support/inspection/inspection-session-samples.ts';

describe('what stands in the way of signing', () => {
  const session = sampleSession(1);
  const done = {
    ...session,
    notes: { ...session.notes, inspectors: ['李'], conclusion: { decided: 'passed' as const, reason: '' } },
    cells: session.cells.map((cell) => ({
      ...cell,
      answer: { outcome: 'normal' as const, reason: null, value: 20, note: '', at: AT },
      automatic: null,
    })),
  };
  const proposed = (conclusion: 'passed' | 'rectify') =>
    ({ conclusion: { proposed: conclusion } }) as Parameters<typeof findObstacles>[3];

  it('is what is open, undecided or unnamed, with the way there', () => {
    expect(findObstacles(session, cellsByKey(session.cells), 2, null)).toEqual([
      { what: 'open', count: 64, spot: { item: 'temperature', subject: 'lab' } },
      { what: 'unsaved', count: 2 },
      { what: 'undecided' },
      { what: 'no-inspector' },
    ]);
  });

  it('is what was decided otherwise than the program found, without a reason', () => {
    const found = { outcome: 'abnormal' as const, reason: null, at: AT, run: null, findings: [] };
    const cells = cellsByKey(done.cells.map((cell) => (cell.item === 'lenses' ? { ...cell, automatic: found } : cell)));
    expect(findObstacles(done, cells, 0, proposed('passed'))).toEqual([
      { what: 'unreasoned', count: 5, spot: { item: 'lenses', subject: 'seat:01' } },
    ]);
  });

  it('is a reason that lacks only where the decision is another than proposed', () => {
    const cells = cellsByKey(done.cells);
    expect(findObstacles(done, cells, 0, proposed('passed'))).toEqual([]);
    expect(findObstacles(done, cells, 0, proposed('rectify'))).toEqual([{ what: 'no-reason' }]);
  });

  it('is an incomplete conclusion without a reason, and rectification of nothing', () => {
    const unknown = {
      ...done,
      notes: { ...done.notes, conclusion: { decided: 'rectify' as const, reason: '' } },
      counts: { ...done.counts, notInspected: 12 },
    };
    const report = { ...proposed('rectify')!, toInspect: [] as never };
    const cells = cellsByKey(done.cells);
    expect(findObstacles(unknown, cells, 0, report)).toEqual([{ what: 'incomplete' }]);
    const sound = { ...unknown, counts: { ...done.counts, notInspected: 0 } };
    expect(findObstacles(sound, cells, 0, proposed('rectify'))).toEqual([{ what: 'nothing-to-rectify' }]);
  });

  it('is never a missing photo, which is only wished for', () => {
    const cells = cellsByKey(done.cells);
    expect(findMissingEvidence(done, cells)).toBeNull();
    const [key] = [...cells.keys()].filter((one) => one.startsWith('lenses'));
    const cell = cells.get(key!)!;
    cells.set(key!, { ...cell, answer: { ...cell.answer!, outcome: 'abnormal' } });
    expect(findMissingEvidence(done, cells)).toEqual({ spot: { item: 'lenses', subject: 'seat:01' }, count: 1 });
  });

  it('is no value that is missing where it is called normal, which is wished for as well', () => {
    const cells = cellsByKey(done.cells);
    const spot = { item: 'temperature', subject: 'lab' as const };
    const cell = cells.get(keyOf(spot))!;
    cells.set(keyOf(spot), { ...cell, answer: { ...cell.answer!, value: null } });
    expect(findMissingEvidence(done, cells)).toEqual({ spot, count: 1 });
  });
});
