import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PromiseFacts, promisesFor } from '../../../../src/core/requests/promises/promises.ts';
import {
  campusZoneSchema,
  type PromiseKind,
  requestKindSchema,
  serviceLevelSchema,
  servicePromiseSchema,
  urgencySchema,
  workSchema,
} from '../../../../src/shared/domain/service-terms.ts';
import { at, rules } from '../../../support/request/promises.ts';

describe('deadlines of any request', () => {
  const anyFacts = fc.record({
    kind: fc.constantFrom(...requestKindSchema.options),
    work: fc.constantFrom(...workSchema.options),
    urgency: fc.constantFrom(...urgencySchema.options),
    zone: fc.constantFrom(...campusZoneSchema.options, null),
    level: fc.constantFrom(...serviceLevelSchema.options, null),
  });
  const instant = fc.integer({ min: at('2025-01-01 00:00'), max: at('2029-01-01 00:00') });
  const everything = (moment: number) => ({
    filed: moment,
    acknowledged: moment,
    'last-progress': moment,
    'remote-failed': moment,
    closed: moment,
  });
  const dues = (about: PromiseFacts, moment: number) =>
    new Map(promisesFor(about, everything(moment), rules).map(({ promise, due }) => [promise, Date.parse(due)]));

  it('are one for each kind, the earliest there is, and fit their schema', () => {
    fc.assert(
      fc.property(anyFacts, instant, (about, moment) => {
        const made = promisesFor(about, everything(moment), rules);
        expect(new Set(made.map(({ promise }) => promise)).size).toBe(made.length);
        for (const promise of made) {
          expect(servicePromiseSchema.parse(promise)).toEqual(promise);
          expect(Date.parse(promise.due)).toBeGreaterThan(moment);
          for (const { due } of promise.overruled) expect(due >= promise.due).toBe(true);
        }
      }),
    );
  });

  it('are never earlier for what is filed later', () => {
    fc.assert(
      fc.property(anyFacts, instant, fc.integer({ min: 0, max: 20 * 86_400_000 }), (about, moment, wait) => {
        const later = dues(about, moment + wait);
        for (const [kind, due] of dues(about, moment)) expect(later.get(kind)).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('are never later for a better level, a level that is known, or a more urgent request', () => {
    const notLater = (better: Map<PromiseKind, number>, worse: Map<PromiseKind, number>) => {
      for (const [kind, due] of worse) expect(better.get(kind), kind).toBeLessThanOrEqual(due);
    };
    fc.assert(
      fc.property(anyFacts, instant, (about, moment) => {
        const levels = (['core', 'key', 'basic', null] as const).map((level) => dues({ ...about, level }, moment));
        const urgencies = urgencySchema.options.map((urgency) => dues({ ...about, urgency }, moment));
        for (const order of [levels, urgencies])
          for (const [place, worse] of order.entries()) if (place > 0) notLater(order[place - 1]!, worse);
      }),
    );
  });
});
