import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineCheck, type RunContext } from '../../../src/core/checks/check.ts';
import { contextAt } from '../../../src/core/checks/context.ts';
import { CHECKS, SECURITY_CHECKS } from '../../../src/core/checks/list.ts';
import { runChecks } from '../../../src/core/checks/run-checks.ts';
import { type Policy, policySchema } from '../../../src/core/published/policy-schema.ts';
import { failedOutcome, index, outcomes } from '../../support/pc/facts.ts';
import { publication } from '../../support/pc/judge.ts';
import { securePc } from '../../support/pc/security.ts';

const policy = JSON.parse(readFileSync('publication/draft/policy.json', 'utf8')) as Policy;
const context = contextAt(new Date('2026-11-22T08:00:00+08:00'), publication, { station: null }, null);
const findings = (changed: Partial<RunContext>, checks = [...CHECKS]) =>
  runChecks(outcomes(index()), { ...context, ...changed }, checks).findings;

describe('a published policy', () => {
  const { disk: _disk, ...withoutDisk } = policy.limits;

  it.each([
    ['as it is', {}],
    ['without the limits of a check', { limits: withoutDisk }],
    ['with a limit of a later program', { limits: { ...policy.limits, processor: { cores: { warn: 4 } } } }],
    ['with a bound of a later program', { limits: { ...policy.limits, disk: { freeBytes: { warn: 2, note: 3 } } } }],
    ['with a deviation of a later program', { security: { ...policy.security, deviations: { 'usb-open': 'warn' } } }],
    ['with security limits of a later program', { security: { ...policy.security!, limits: { usbDays: 3 } } }],
  ])('is valid %s', (_, changed) => {
    expect(policySchema.safeParse({ ...policy, ...changed }).error).toBeUndefined();
  });

  it.each([
    ['a limit that is no number', { ...policy.limits, disk: { freeBytes: { warn: '2 GB' } } }],
    ['a limit of zero', { ...policy.limits, disk: { freeBytes: { warn: 0 } } }],
    ['a number in place of a group', { ...policy.limits, disk: 5 }],
  ])('is refused with %s', (_, limits) => {
    expect(policySchema.safeParse({ ...policy, limits }).success).toBe(false);
  });
});

describe('a check whose limit is not published', () => {
  it('is unknown and names the limit, and the others are judged as ever', () => {
    const { disk: _disk, ...limits } = policy.limits;
    const without = findings({ limits });
    expect(without.filter(({ check }) => check === 'host-disk-space')).toEqual([
      {
        check: 'host-disk-space',
        outcome: 'unknown',
        subject: 'station',
        evidence: { wanted: ['disk.freeBytes.warn', 'disk.freeBytes.fail'], matrixVersion: context.stamp.version },
        cause: 'limits-not-published',
      },
    ]);
    const others = (all: typeof without) => all.filter(({ check }) => check !== 'host-disk-space');
    expect(others(without)).toEqual(others(findings({})));
  });

  it('is unknown where a group of a hostile publication is called as what every object has', () => {
    const limits = { disk: JSON.parse('{"__proto__": {"warn": 1}}') as Record<string, never> };
    expect(findings({ limits }).find(({ check }) => check === 'host-disk-space')?.cause).toBe('limits-not-published');
  });

  it('says first that its probe failed', () => {
    const { findings: found } = runChecks({ ...outcomes([]), host: failedOutcome }, { ...context, limits: {} });
    expect(found.find(({ check }) => check === 'host-disk-space')?.cause).toBe('probe-failed');
  });

  it.each(SECURITY_CHECKS.map((check) => [check.id, check] as const))(
    '%s, of data security, is unknown',
    (_, check) => {
      const facts = { status: 'ok' as const, durationMs: 1, sources: [], facts: securePc() };
      const causes = (security: RunContext['security']) =>
        runChecks({ ...outcomes([]), security: facts }, { ...context, security }, [check]).findings.map(
          ({ outcome, cause }) => `${outcome} ${cause}`,
        );
      expect(causes(context.security)).toEqual(['pass null']);
      for (const deviation of check.published.deviations) {
        const { [deviation]: _weight, ...deviations } = context.security!.deviations;
        expect(causes({ ...context.security!, deviations })).toEqual(['unknown security-rules-not-published']);
      }
      const ofLimits = Object.keys(check.published.limits).map(() => causes({ ...context.security!, limits: {} }));
      expect(ofLimits.filter(([cause]) => cause !== 'unknown security-rules-not-published')).toEqual([]);
    },
  );
});

it('a check is given exactly the facts and limits that it declares', () => {
  let given: unknown = null;
  const curious = defineCheck({
    id: 'host-memory',
    number: 127,
    needs: ['host', 'usb'],
    causes: ['memory-full'],
    limits: { 'memory.availableBytes.warn': 'published', 'memory.swapBytes.warn': 5 },
    judge(inputs, { limits }) {
      given = { inputs: Object.keys(inputs).toSorted(), limits };
      return [];
    },
  });
  findings({}, [curious]);
  expect(given).toEqual({
    inputs: ['host', 'recognition', 'running', 'situation', 'usb'],
    limits: {
      'memory.availableBytes.warn': policy.limits['memory']!['availableBytes']!['warn'],
      'memory.swapBytes.warn': 5,
    },
  });
});

it('a limit with a value of its own holds until another is published', () => {
  const values: number[] = [];
  const check = defineCheck({
    id: 'host-memory',
    number: 127,
    needs: [],
    causes: [],
    limits: { 'memory.swapBytes.warn': 5 },
    judge(_inputs, { limits }) {
      values.push(limits['memory.swapBytes.warn']);
      return [];
    },
  });
  findings({}, [check]);
  findings({ limits: { memory: { swapBytes: { warn: 6 } } } }, [check]);
  expect(values).toEqual([5, 6]);
});
