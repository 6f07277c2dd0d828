import { expect, it } from 'vitest';
import { sendingOf } from '../../../../src/renderer/src/features/requests/sending.ts';
import { trackerSteps } from '../../../../src/renderer/src/features/requests/tracker-steps.ts';
import type { RequestEvent } from '../../../../src/shared/domain/request-lifecycle.ts';
import type { RequestRecord } from '../../../../src/shared/domain/request-record.ts';
import { filed } from '../../../support/request/requests.ts';

const FILED = '2026-11-23T08:00:00.000+08:00';
const request = { ...filed({ filedAt: FILED }), promisesFrom: 'receipt' as const };

const event = (time: string, type: RequestEvent['type'], role: RequestEvent['author']['role'] = 'desk') =>
  ({
    id: `${type} ${time}`,
    type,
    at: `2026-11-23T${time}:00.000+08:00`,
    author: { role, name: null },
    plannedFor: type === 'scheduled' ? '2026-11-23T14:00:00.000+08:00' : null,
  }) as RequestEvent;
const delivery = (state: string, time: string | null = null) =>
  ({
    message: request.id,
    state,
    deliveredAt: time === null ? null : `2026-11-23T${time}:00.000+08:00`,
    lastTriedAt: null,
  }) as RequestRecord['deliveries'][number];
const record = (changes: Partial<RequestRecord> = {}): RequestRecord => ({
  request,
  state: 'filed',
  events: [event('08:00', 'filed', 'teacher')],
  promises: [],
  deliveries: [],
  carried: false,
  ...changes,
});
const told = (of: RequestRecord) =>
  trackerSteps(of).map(({ state, at }) => `${state} ${at?.slice(11, 16) ?? ''}`.trim());

it('a request that nobody has received is filed and nothing more', () => {
  expect(told(record())).toEqual(['done 08:00', 'now', 'later', 'later', 'later', 'later']);
  expect(sendingOf(record())).toBe('kept');
});

it('one told by phone was received without having been sent', () => {
  const by = record({ events: [event('08:00', 'filed', 'teacher'), event('08:30', 'told-by-phone', 'teacher')] });
  expect(told(by)).toEqual(['done 08:00', 'skipped', 'done 08:30', 'now', 'later', 'later']);
  expect(sendingOf(by)).toBe('sent');
});

it('one on its way shows when it was received, and when somebody comes', () => {
  const events = [event('08:00', 'filed', 'teacher'), event('09:00', 'acknowledged'), event('09:10', 'scheduled')];
  const steps = record({ state: 'scheduled', events, deliveries: [delivery('delivered', '08:01')] });
  expect(told(steps)).toEqual(['done 08:00', 'done 08:01', 'done 08:01', 'done 09:00', 'now', 'later']);
  expect(trackerSteps(steps)[4]?.plannedFor).toContain('T14:00');
});

it('one that was withdrawn waits for nothing', () => {
  expect(told(record({ state: 'withdrawn' }))).toEqual(['done 08:00', 'later', 'later', 'later', 'later', 'later']);
});

it.each([
  ['queued', 'waiting'],
  ['maybe-delivered', 'waiting'],
  ['rejected', 'stuck'],
  ['dead', 'stuck'],
  ['delivered', 'sent'],
])('a delivery that is %s is %s', (state, sending) => {
  expect(sendingOf(record({ deliveries: [delivery(state)] }))).toBe(sending);
});
