import { expect, it } from 'vitest';
import {
  findCurrentEntry,
  findNextEntry,
  isInspectionDue,
} from '../../../../../../src/renderer/src/features/inspections/plan/current-entry.ts';
import type { InspectionPlan, PlanEntry } from '../../../../../../src/shared/domain/inspection/inspection-plan.ts';

const QUARTERS = [
  ['2026-Q3', '2026-07-01', '2026-09-30'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2027-Q1', '2027-01-01', '2027-03-31'],
] as const;

/** A plan on 22 November 2026 with these states from the third quarter on. */
function planOf(...states: PlanEntry['state'][]): InspectionPlan {
  const entries = states.map((state, at): PlanEntry => {
    const [label, from, to] = QUARTERS[at]!;
    return { period: { kind: 'quarterly', label, from, to }, due: to, state, rectification: null, inspection: null };
  });
  const level = { level: 'core', row: null, use: null, quarter: '2026-Q4', outdated: false } as const;
  return { level, today: '2026-11-22', last: null, entries };
}

function now(...states: PlanEntry['state'][]): string | null {
  const entry = findCurrentEntry(planOf(...states));
  return entry && `${entry.period.label} ${entry.state}`;
}

it('names what is due, else what is under way, else what was missed last, else what comes', () => {
  expect(now('missed', 'due', 'upcoming')).toBe('2026-Q4 due');
  expect(now('under-way', 'upcoming', 'upcoming')).toBe('2026-Q3 under-way');
  expect(now('missed', 'under-way', 'upcoming')).toBe('2026-Q4 under-way');
  expect(now('missed', 'upcoming', 'upcoming')).toBe('2026-Q3 missed');
  expect(now('missed', 'done', 'upcoming')).toBe('2026-Q4 done');
  expect(now('done', 'upcoming', 'upcoming')).toBe('2026-Q4 upcoming');
  expect(now()).toBeNull();
});

it('asks for an inspection where one is due, or nothing is known, and not once this period is done', () => {
  expect(isInspectionDue(planOf('done', 'due', 'upcoming'))).toBe(true);
  expect(isInspectionDue(planOf('missed', 'upcoming', 'upcoming'))).toBe(true);
  expect(isInspectionDue(null)).toBe(true);
  for (const state of ['done', 'rectifying', 'upcoming', 'under-way'] as const)
    expect(isInspectionDue(planOf('done', state, 'upcoming')), state).toBe(false);
  const rectification = { problems: 2, open: 2, toRecheck: 0, overdue: 0, toInspect: 1, deadline: '2026-12-01' };
  const last = {
    id: '01KAPZ0000000000000000XJ01',
    number: 'XJ-261122-7KQ3',
    signedOn: '2026-11-22',
    decided: 'rectify',
    rectification,
  } as const;
  expect(isInspectionDue({ ...planOf(), last })).toBe(false);
  expect(findNextEntry(planOf('done', 'done', 'upcoming'))?.period.label).toBe('2027-Q1');
});
