import { describe, expect, it } from 'vitest';
import { promisesAtFiling, promisesFromInstant } from '../../../../src/core/requests/promises/promises.ts';
import { promisesStartedAt } from '../../../../src/shared/promises-started.ts';
import { nextPromise, watchPromises } from '../../../../src/core/requests/promises/watch-promises.ts';
import { formatInstant } from '../../../../src/shared/beijing-time.ts';
import type { RequestEvent } from '../../../../src/shared/domain/request-lifecycle.ts';
import type { RequestRecord } from '../../../../src/shared/domain/request-record.ts';
import { filed } from '../../../support/request/requests.ts';
import { at, civil, facts, rules } from '../../../support/request/promises.ts';

const instant = (time: string) => formatInstant(new Date(at(time)));
const FILED = '2026-11-23 08:00';
const request = { ...filed({ filedAt: instant(FILED) }), promisesFrom: 'receipt' as const };

const event = (time: string, type: RequestEvent['type'], role: RequestEvent['author']['role']) =>
  ({ at: instant(time), type, author: { role, name: null } }) as RequestEvent;
const delivery = (time: string | null, message = request.id) =>
  ({ message, deliveredAt: time === null ? null : instant(time) }) as RequestRecord['deliveries'][number];
const startOf = (record: Partial<RequestRecord>): string | null | undefined => {
  const started = promisesStartedAt({ request, events: [], deliveries: [], ...record });
  return typeof started === 'number' ? civil(formatInstant(new Date(started))) : started;
};

describe('promises begin', () => {
  it('with the first delivery that a channel accepted', () => {
    const deliveries = [delivery(null), delivery('2026-11-23 11:00'), delivery('2026-11-23 10:00')];
    expect(startOf({ deliveries })).toBe('2026-11-23 10:00');
  });

  it('with a call to the service desk, not before the request was filed', () => {
    expect(startOf({ events: [event('2026-11-23 14:05', 'told-by-phone', 'teacher')] })).toBe('2026-11-23 14:05');
    expect(startOf({ events: [event('2026-11-23 07:30', 'told-by-phone', 'teacher')] })).toBe(FILED);
  });

  it('with what the service desk says, where a request was carried to it', () => {
    expect(startOf({ events: [event('2026-11-24 09:00', 'acknowledged', 'desk')] })).toBe('2026-11-24 09:00');
  });

  it('not with a note of the teacher, and not with a later message', () => {
    const noted = event('2026-11-23 10:00', 'noted', 'teacher');
    expect(startOf({ events: [noted], deliveries: [delivery('2026-11-23 11:00', 'later')] })).toBeNull();
  });

  it('at filing for requests of earlier releases', () => {
    const { promisesFrom: _from, ...older } = request;
    expect(startOf({ request: older })).toBeUndefined();
  });
});

describe('before anybody has received a request', () => {
  const made = { facts: facts(), promises: promisesAtFiling(facts(), at(FILED), rules), startedAt: null };
  const states = (...events: Pick<RequestEvent, 'id' | 'type' | 'at'>[]) =>
    new Set(watchPromises(made, events, rules, new Date(at('2026-12-30 12:00'))).map(({ state }) => state));

  it('no promise runs, however long that takes', () => {
    expect(states()).toEqual(new Set(['not-started']));
    expect(nextPromise(made, [], rules, new Date(at('2026-12-30 12:00')))?.state).toBe('not-started');
  });

  it('a withdrawal ends all, and reopening brings all back', () => {
    const withdrawn = { id: '1', type: 'withdrawn', at: instant('2026-11-23 09:00') } as const;
    const reopened = { id: '2', type: 'reopened', at: instant('2026-11-23 10:00') } as const;
    expect(states(withdrawn)).toEqual(new Set(['void']));
    expect(states(withdrawn, reopened)).toEqual(new Set(['not-started']));
  });
});

describe('promises that begin later', () => {
  const promises = promisesAtFiling(facts(), at(FILED), rules);

  it('give the time they gave at filing, whatever is published by then', () => {
    const hurried = { ...rules, service: { ...rules.service, promises: [] } };
    expect(promisesFromInstant(promises, at(FILED), hurried)).toEqual(promises);
    const [first] = promisesFromInstant(promises, at('2026-11-23 14:00'), hurried);
    expect([first!.promise, civil(first!.due), civil(first!.since)]).toEqual([
      'respond',
      '2026-11-23 16:00',
      '2026-11-23 14:00',
    ]);
  });

  it('are kept by what happens after their beginning', () => {
    const made = { facts: facts(), promises, startedAt: at('2026-11-23 14:00') };
    const answered = { id: '1', type: 'acknowledged', at: instant('2026-11-23 15:30') } as const;
    const [respond] = watchPromises(made, [answered], rules, new Date(at('2026-11-23 16:30')));
    expect(respond).toMatchObject({ promise: 'respond', state: 'kept' });
  });
});
