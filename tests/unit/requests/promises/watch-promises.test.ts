import { describe, expect, it } from 'vitest';
import { type PromiseFacts, promisesAtFiling } from '../../../../src/core/requests/promises/promises.ts';
import { COURSES, watchPromises } from '../../../../src/core/requests/promises/watch-promises.ts';
import type { RequestEventType } from '../../../../src/shared/domain/request-lifecycle.ts';
import { type PromiseKind, watchedPromiseSchema } from '../../../../src/shared/domain/service-terms.ts';
import { at, facts, rules } from '../../../support/request/promises.ts';
import { FILED, type Step, request } from '../../../support/request/watched-request.ts';

describe('a promise', () => {
  it('is open until it is due, then missed, kept when done in time, kept late afterwards', () => {
    const waiting = request({});
    expect(waiting.states('respond', '10:00')).toEqual(['open']);
    expect(waiting.states('respond', '10:01')).toEqual(['missed']);
    expect(request({}, ['10:00', 'acknowledged']).states('respond')[0]).toBe('kept 10:00');
    expect(request({}, ['10:01', 'acknowledged']).states('respond')[0]).toBe('kept-late 10:01');
  });

  it('is the one that was made: a later publication changes none of it', () => {
    const about = facts();
    const made = { facts: about, promises: promisesAtFiling(about, at(FILED), rules) };
    const silent = { ...rules, service: { ...rules.service, promises: [] } };
    const dues = watchPromises(made, [], silent, new Date(at(FILED))).map(({ due }) => due);
    expect(dues).toEqual(made.promises.map(({ due }) => due));
  });

  it('fits its schema, whatever happened', () => {
    const busy = request(
      {},
      ['09:00', 'remote-failed'],
      ['15:00', 'resolved'],
      ['16:00', 'closed'],
      ['17:00', 'reopened'],
    );
    for (const promise of busy.watch('18:00')) expect(watchedPromiseSchema.parse(promise)).toEqual(promise);
  });

  it('does not depend on the order in which events are told, nor on clocks that run ahead', () => {
    const [one, other]: Step[] = [
      ['09:00', 'acknowledged'],
      ['09:30', 'resolved'],
    ];
    expect(
      request({}, other!, one!)
        .watch('12:00')
        .map(({ state }) => state),
    ).toEqual(
      request({}, one!, other!)
        .watch('12:00')
        .map(({ state }) => state),
    );
    expect(request({}, one!).states('respond', '08:30')[0]).toBe('kept 09:00');
  });
});

describe('what keeps and what ends a promise', () => {
  const EVENTS = ['acknowledged', 'scheduled', 'started', 'progress', 'remote-failed', 'resolved', 'rejected'] as const;
  const KINDS: [PromiseKind, Partial<PromiseFacts>, readonly RequestEventType[]][] = [
    ['respond', {}, EVENTS],
    ['confirm', { work: 'simple' }, EVENTS],
    ['plan', { work: 'complex' }, ['scheduled', 'resolved']],
    [
      'feasibility',
      { kind: 'resource', work: 'custom-resource', level: 'core' },
      ['scheduled', 'started', 'resolved', 'rejected'],
    ],
    ['on-site', {}, ['started']],
    ['resolve', {}, ['resolved']],
    ['delivery', { kind: 'resource', work: 'resource-change' }, ['resolved']],
  ];

  it.each(KINDS)('%s', (kind, changes, keptBy) => {
    for (const type of EVENTS) {
      const state = request(changes, ['08:30', type]).states(kind, '08:45')[0];
      const ends = ['resolved', 'rejected'].includes(type);
      expect([type, state]).toEqual([type, keptBy.includes(type) ? 'kept 08:30' : ends ? 'void' : 'open']);
    }
    expect(request(changes, ['08:30', 'withdrawn']).states(kind)).toEqual(['void']);
    expect(request(changes, ['2026-12-30 08:30', 'withdrawn']).states(kind)).toEqual(['missed']);
    expect(request(changes, ['08:30', 'noted']).states(kind, '08:45')).toEqual(['open']);
  });

  it('leaves nothing open when a request ends', () => {
    const follow = Object.values(COURSES).filter(({ keptBy }) => !keptBy.includes('followed-up'));
    for (const end of ['resolved', 'rejected', 'withdrawn'] as const)
      for (const { keptBy, endedBy } of follow) expect([...keptBy, ...endedBy]).toContain(end);
  });
});

describe('news', () => {
  it('are promised again after every piece of news, until the request is resolved', () => {
    const news = request(
      {},
      ['09:00', 'acknowledged'],
      ['13:00', 'progress'],
      ['18:00', 'scheduled'],
      ['19:30', 'resolved'],
    );
    expect(news.dues('progress')).toEqual([
      '2026-11-23 12:00',
      '2026-11-23 13:00',
      '2026-11-23 17:00',
      '2026-11-24 10:00',
    ]);
    expect(news.states('progress')).toEqual(['kept 09:00', 'kept 13:00', 'kept-late 18:00', 'kept 19:30']);
  });

  it('that do not come are missed, and one that comes late stays late', () => {
    expect(request({}).states('progress', '12:00')).toEqual(['open']);
    expect(request({}).states('progress', '12:01')).toEqual(['missed']);
    expect(request({}, ['12:01', 'progress']).states('progress', '13:00')).toEqual(['kept-late 12:01', 'open']);
    expect(request({}, ['09:00', 'noted'], ['10:00', 'noted']).states('progress', '12:01')).toEqual(['missed']);
    expect(request({}, ['11:00', 'rejected']).states('progress')).toEqual(['void']);
    expect(request({}, ['13:00', 'rejected']).states('progress')).toEqual(['missed']);
  });
});

describe('first feedback', () => {
  it('is promised by the acknowledgement, within an hour', () => {
    const received = request({}, ['08:10', 'acknowledged']);
    expect(received.states('respond', '09:10')).toEqual(['kept 08:10', 'open']);
    expect(received.states('respond', '09:11')).toEqual(['kept 08:10', 'missed']);
    expect(request({}, ['08:10', 'acknowledged'], ['09:00', 'scheduled']).states('respond')).toEqual([
      'kept 08:10',
      'kept 09:00',
    ]);
    expect(request({}, ['08:10', 'scheduled']).states('respond')).toEqual(['kept 08:10']);
  });
});

describe('the next promise', () => {
  it('is the one with the earliest deadline of those with something left to do', () => {
    expect(request({}).next('08:30')).toBe('respond open 10:00');
    expect(request({}, ['09:00', 'scheduled']).next('09:30')).toBe('on-site open 12:00');
    expect(request({}, ['09:00', 'scheduled']).next('12:30')).toBe('on-site missed 12:00');
    expect(request({}, ['09:00', 'resolved']).next('09:30')).toBeNull();
    expect(request({}, ['13:00', 'withdrawn']).next('14:00')).toBeNull();
  });
});
