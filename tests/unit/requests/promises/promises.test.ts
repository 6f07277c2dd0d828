import { describe, expect, it } from 'vitest';
import {
  type PromiseFacts,
  type PromiseSince,
  promisesAtFiling,
  promisesFor,
} from '../../../../src/core/requests/promises/promises.ts';
import { type PromiseKind, requestKindSchema } from '../../../../src/shared/domain/service-terms.ts';
import { publication } from '../../../support/pc/judge.ts';
import { at, civil, facts, rules } from '../../../support/request/promises.ts';

/** Monday, with a long run of ordinary weeks behind it. */
const MONDAY = '2026-11-23 08:00';

/** Rule and deadline of one promise; null when it is not made. */
function promised(kind: PromiseKind, changes: Partial<PromiseFacts>, since: PromiseSince = { filed: at(MONDAY) }) {
  const found = promisesFor(facts(changes), since, rules).find(({ promise }) => promise === kind);
  return found === undefined ? null : [found.rule, civil(found.due)];
}
const filedAt = (civilTime: string) => ({ filed: at(civilTime) });

it('the rules are those of the publication in use', () => {
  expect({ service: publication.service, calendar: publication.calendar }).toEqual(rules);
});

describe('by urgency', () => {
  it.each([
    ['critical', '2026-11-23 09:00', '2026-11-23 10:00', '2026-11-23 12:00'],
    ['major', '2026-11-23 10:00', '2026-11-23 12:00', '2026-11-23 16:00'],
    ['normal', '2026-11-23 12:00', '2026-11-26 20:00', '2026-11-26 20:00'],
  ] as const)('%s: response %s, on site urban %s, suburban %s', (urgency, respond, urban, suburban) => {
    expect(promised('respond', { urgency })).toEqual([`respond-${urgency}`, respond]);
    expect(promised('on-site', { urgency, zone: 'urban' })?.[1]).toBe(urban);
    expect(promised('on-site', { urgency, zone: 'suburban' })?.[1]).toBe(suburban);
    expect(promised('on-site', { urgency, zone: null })?.[1]).toBe(suburban);
  });

  it('nobody comes for a resource or for guidance', () => {
    const normal = { urgency: 'normal' } as const;
    expect(promised('on-site', { ...normal, kind: 'training' })).toEqual(['on-site-normal', '2026-11-26 20:00']);
    expect(promised('on-site', { ...normal, kind: 'upgrade' })).toEqual(['on-site-normal', '2026-11-26 20:00']);
    expect(promised('on-site', { ...normal, kind: 'resource' })).toBeNull();
    expect(promised('on-site', { ...normal, kind: 'guidance' })).toBeNull();
  });
});

describe('by level', () => {
  const normal = { urgency: 'normal', zone: 'suburban' } as const;
  const remote = { 'remote-failed': at(MONDAY) };
  const closed = { closed: at(MONDAY) };

  it.each([
    ['core', 'respond-core-level', '2026-11-23 09:00', '2026-11-23 10:00', '2026-11-24 20:00', '2026-11-24 20:00'],
    ['key', 'respond-key-level', '2026-11-23 10:00', '2026-11-23 12:00', '2026-11-26 20:00', '2026-11-26 20:00'],
    ['basic', 'respond-normal', '2026-11-23 12:00', '2026-11-23 16:00', '2026-11-26 20:00', '2026-11-26 20:00'],
  ] as const)('%s', (level, rule, respond, resolve, visit, followUp) => {
    const byLevel = promisesFor(facts({ ...normal, level }), remote, rules)[0]!;
    const visits = [byLevel, ...byLevel.overruled].map((source) => [source.rule, civil(source.due)]);
    expect(visits).toContainEqual([level === 'basic' ? 'visit-normal' : `visit-${level}-level`, visit]);
    expect(promised('respond', { ...normal, level })).toEqual([rule, respond]);
    expect(promised('resolve', { ...normal, level })).toEqual([`resolve-${level}-level`, resolve]);
    expect(promised('follow-up', { ...normal, level }, closed)).toEqual([`follow-up-${level}-level`, followUp]);
  });

  it('a visit is promised by level or by urgency, whichever is earlier', () => {
    const visit = (changes: Partial<PromiseFacts>) => promised('visit', changes, remote);
    expect(visit({ ...normal, level: 'core' })).toEqual(['visit-core-level', '2026-11-24 20:00']);
    expect(visit({ ...normal, level: 'key' })).toEqual(['visit-key-level', '2026-11-26 20:00']);
    expect(visit({ ...normal, level: 'basic' })).toEqual(['visit-normal', '2026-11-26 20:00']);
    expect(visit({ urgency: 'major', level: 'core' })).toEqual(['visit-major-urban', '2026-11-23 12:00']);
    expect(visit({ urgency: 'major', zone: 'suburban' })).toEqual(['visit-major-suburban', '2026-11-23 16:00']);
    expect(visit({ urgency: 'critical' })).toEqual(['visit-critical-urban', '2026-11-23 10:00']);
    expect(visit({ urgency: 'critical', zone: null })).toEqual(['visit-critical-suburban', '2026-11-23 12:00']);
  });

  it('nothing is promised for a level that is not known', () => {
    const all = promisesFor(facts(), { filed: 0, 'last-progress': 0, 'remote-failed': 0, closed: 0 }, rules);
    expect(all.map(({ rule }) => rule).toSorted()).toEqual([
      'confirm-simple',
      'on-site-major-urban',
      'progress-while-open',
      'respond-major',
      'visit-major-urban',
    ]);
    expect(all.flatMap(({ overruled }) => overruled)).toEqual([]);
  });
});

describe('by work', () => {
  const resource = { kind: 'resource', urgency: 'normal' } as const;

  it.each([
    ['confirm', { work: 'simple' }, 'confirm-simple', '2026-11-24 20:00'],
    ['plan', { work: 'complex' }, 'plan-complex', '2026-11-25 20:00'],
    ['feasibility', { ...resource, work: 'custom-resource', level: 'core' }, 'feasibility-custom', '2026-11-26 20:00'],
    ['delivery', { ...resource, work: 'custom-resource', level: 'core' }, 'delivery-custom', '2026-12-14 20:00'],
    ['delivery', { ...resource, work: 'resource-change', level: 'key' }, 'delivery-change', '2026-12-02 20:00'],
    ['delivery', { ...resource, work: 'resource-change', level: 'core' }, 'delivery-change', '2026-12-02 20:00'],
  ] as const)('%s %o', (kind, changes, rule, due) => {
    expect(promised(kind, changes)).toEqual([rule, due]);
  });

  it.each(requestKindSchema.options)('every kind of request is confirmed or planned: %s', (kind) => {
    const urgency = kind === 'technical' ? 'major' : 'normal';
    expect(promised('confirm', { kind, urgency, work: 'simple' })?.[1]).toBe('2026-11-24 20:00');
    expect(promised('plan', { kind, urgency, work: 'complex' })?.[1]).toBe('2026-11-25 20:00');
  });

  it('resources are made and changed for the levels that may ask for it', () => {
    for (const level of ['key', 'basic', null] as const) {
      expect(promised('feasibility', { ...resource, work: 'custom-resource', level })).toBeNull();
      expect(promised('delivery', { ...resource, work: 'custom-resource', level })).toBeNull();
    }
    expect(promised('delivery', { ...resource, work: 'resource-change', level: 'basic' })).toBeNull();
    expect(promised('delivery', { work: 'custom-resource', level: 'core' })).toBeNull();
  });
});

describe('other clocks', () => {
  it('news come at least every 4 hours, counted from the last', () => {
    expect(promised('progress', {}, { 'last-progress': at('2026-11-23 18:00') })).toEqual([
      'progress-while-open',
      '2026-11-24 10:00',
    ]);
    expect(promised('progress', {})).toBeNull();
  });

  it('what the desk has received gets its first feedback within 1 hour', () => {
    const received = { acknowledged: at('2026-11-23 19:30') };
    expect(promised('respond', {}, received)).toEqual(['first-feedback', '2026-11-24 08:30']);
    expect(promised('respond', { kind: 'upgrade', urgency: 'normal' }, received)?.[0]).toBe('first-feedback');
    expect(promised('respond', { kind: 'training', urgency: 'normal' }, received)).toBeNull();
  });
});

describe('of several deadlines', () => {
  it('the earliest is the promise, and says what it overruled', () => {
    const [promise] = promisesFor(facts({ level: 'core' }), filedAt(MONDAY), rules);
    expect(promise).toMatchObject({
      promise: 'respond',
      rule: 'respond-core-level',
      reason: { 'zh-CN': '核心等级：1 小时内首次响应' },
      since: '2026-11-23T08:00:00.000+08:00',
      due: '2026-11-23T09:00:00.000+08:00',
      certainty: 'official',
      overruled: [{ rule: 'respond-major', due: '2026-11-23T10:00:00.000+08:00' }],
    });
    const urgent = promisesFor(facts({ urgency: 'critical', level: 'basic' }), filedAt(MONDAY), rules)[0];
    expect([urgent?.rule, urgent?.overruled.map(({ rule }) => rule)]).toEqual([
      'respond-critical',
      ['respond-basic-level'],
    ]);
  });

  it('the first row of the table wins a tie', () => {
    const tie = facts({ urgency: 'critical', level: 'core' });
    const first = (table: typeof rules) => promisesFor(tie, filedAt(MONDAY), table)[0]?.rule;
    expect(first(rules)).toBe('respond-critical');
    const service = { ...rules.service, promises: rules.service.promises.toReversed() };
    expect(first({ ...rules, service })).toBe('respond-core-level');
  });
});

describe('deadlines', () => {
  it('in hours run in service hours', () => {
    expect(promised('respond', { urgency: 'critical' }, filedAt('2026-11-23 19:30'))?.[1]).toBe('2026-11-24 08:30');
    expect(promised('on-site', { urgency: 'major' }, filedAt('2026-11-23 18:30'))?.[1]).toBe('2026-11-24 10:30');
  });

  it.each([
    ['2026-11-27 10:00', '2026-12-02 20:00'],
    ['2026-11-28 10:00', '2026-12-02 20:00'],
    ['2026-11-23 21:00', '2026-11-26 20:00'],
    ['2026-09-30 10:00', '2026-10-10 20:00'],
    ['2026-02-13 10:00', '2026-02-25 20:00'],
    ['2026-02-26 10:00', '2026-03-02 20:00'],
  ])('in working days end with the service hours of the last: %s, 3 days, %s', (filed, due) => {
    expect(promised('on-site', { urgency: 'normal' }, filedAt(filed))).toEqual(['on-site-normal', due]);
  });

  it('in an unknown year say so, those in hours need no calendar', () => {
    const made = promisesAtFiling(facts({ urgency: 'normal' }), at('2026-12-30 10:00'), rules);
    const certainties = made.map(({ promise, due, certainty }) => [promise, civil(due), certainty]);
    expect(certainties).toEqual([
      ['respond', '2026-12-30 14:00', 'official'],
      ['progress', '2026-12-30 14:00', 'official'],
      ['confirm', '2026-12-31 20:00', 'official'],
      ['on-site', '2027-01-04 20:00', 'unknown'],
    ]);
    const late = promisesAtFiling(facts(), at('2026-12-31 19:30'), rules);
    expect(late.map(({ promise, due, certainty }) => [promise, civil(due), certainty])).toEqual([
      ['respond', '2027-01-01 09:30', 'official'],
      ['on-site', '2027-01-01 11:30', 'official'],
      ['progress', '2027-01-01 11:30', 'official'],
      ['confirm', '2027-01-01 20:00', 'unknown'],
    ]);
  });
});
