import { describe, expect, it } from 'vitest';
import { defineCheck } from '../../../src/core/checks/check.ts';
import { CHECKS } from '../../../src/core/checks/list.ts';
import { runChecks, deriveVerdict } from '../../../src/core/checks/run-checks.ts';
import { type Outcome, outcomeSchema } from '../../../src/shared/domain/finding.ts';
import { contextAt } from '../../../src/core/checks/context.ts';
import { LESSON_PROBE_IDS } from '../../../src/shared/domain/probe-ids.ts';
import { failedOutcome, hidraw, index, outcomes } from '../../support/pc/facts.ts';
import { assess, publication } from '../../support/pc/judge.ts';

const good = outcomes(index(), { hid: [hidraw('1-2.3.1', '28de:2102'), hidraw('1-2.3.2', '28de:2300')] });

describe('the verdict', () => {
  it.each([
    [[], 'unknown'],
    [['not-applicable'], 'unknown'],
    [['pass', 'not-applicable'], 'ready'],
    [['pass', 'warn'], 'usable'],
    [['warn'], 'usable'],
    [['pass', 'warn', 'unknown'], 'unknown'],
    [['pass', 'unknown', 'fail'], 'not-ready'],
    [['fail', 'warn', 'pass'], 'not-ready'],
  ] as const)('%o is %s', (found, verdict) => {
    expect(deriveVerdict(found.map((outcome) => ({ outcome })))).toBe(verdict);
  });

  it('is never ready with anything open, for every mixture of outcomes', () => {
    const all = outcomeSchema.options;
    const mixtures = Array.from({ length: 1 << all.length }, (_, mask) =>
      all.filter((__, bit) => (mask & (1 << bit)) !== 0),
    );
    const verdict = (found: readonly Outcome[]) => deriveVerdict(found.map((outcome) => ({ outcome })));
    const open = mixtures.filter((found) => found.some((one) => one === 'unknown' || one === 'fail' || one === 'warn'));
    expect(open.filter((found) => verdict(found) === 'ready')).toEqual([]);
    const failing = mixtures.filter((found) => found.includes('fail'));
    expect(failing.filter((found) => verdict(found) !== 'not-ready')).toEqual([]);
    expect([mixtures.length, open.length, failing.length]).toEqual([32, 28, 16]);
  });
});

describe('the runner', () => {
  it('judges a good station ready, with every check answered', () => {
    const { verdict, findings, timings } = assess(good);
    expect(verdict).toBe('ready');
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(CHECKS.map(({ id }) => id)));
    expect(Object.keys(timings)).toHaveLength(CHECKS.length);
  });

  const needed = LESSON_PROBE_IDS.filter((id) => CHECKS.some(({ needs }) => needs.includes(id)));
  it.each(needed)('is never ready when probe %s failed, and says which one', (probe) => {
    for (const status of ['failed', 'timeout', 'unsupported'] as const) {
      const { verdict, findings } = assess({ ...good, [probe]: { ...failedOutcome, status } });
      expect(verdict).toBe('unknown');
      const open = findings.filter((finding) => finding.cause === 'probe-failed');
      expect(open.length).toBeGreaterThan(0);
      expect(open.every(({ evidence }) => evidence['probe'] === probe && evidence['status'] === status)).toBe(true);
    }
  });

  it('turns a crashing check into an unknown finding and goes on', () => {
    const crashing = defineCheck({
      id: 'matrix-age',
      number: 127,
      needs: [],
      causes: [],
      judge() {
        throw new Error('boom');
      },
    });
    const context = contextAt(new Date(), publication, { station: null }, null);
    const { findings, verdict } = runChecks(good, context, [crashing, ...CHECKS]);
    expect(findings[0]).toMatchObject({
      check: 'matrix-age',
      outcome: 'unknown',
      cause: 'check-crashed',
      evidence: { detail: 'boom' },
    });
    expect(findings.length).toBeGreaterThan(CHECKS.length);
    expect(verdict).toBe('unknown');
  });

  it('hands a check only facts of probes that succeeded: inputs are never undefined', () => {
    const { findings } = assess({ ...good, hid: failedOutcome });
    expect(findings.find(({ check }) => check === 'hid-access')?.outcome).toBe('unknown');
    expect(findings.find(({ check }) => check === 'headset-complete')?.outcome).toBe('pass');
  });

  it('does not change the facts it judges', () => {
    const before = structuredClone(good);
    assess(good);
    expect(good).toEqual(before);
  });
});
