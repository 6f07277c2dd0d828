import { maskPersonal, replacePersonal } from '../../shared/domain/personal.ts';
import { isOpen } from '../../shared/domain/open-requests.ts';
import { type RequestRecord, type RequestSummary, requestRecordSchema } from '../../shared/domain/request-record.ts';
import type { WatchedPromise } from '../../shared/domain/service-terms.ts';
import type { StoredRequest } from '../store/request-store.ts';
import type { ServiceRules } from './promises/promises.ts';
import { promisesStartedAt } from '../../shared/promises-started.ts';
import { type PromisesMade, nextPromise, watchPromises } from './promises/watch-promises.ts';

function promisesMade(stored: StoredRequest): PromisesMade | null {
  const { kind, work, urgency, place, level, promises } = stored.request;
  if (kind === 'inspection-report') return null;
  const startedAt = promisesStartedAt(stored);
  return {
    facts: { kind, work, urgency, zone: place?.campusZone ?? null, level },
    promises,
    ...(startedAt !== undefined && { startedAt }),
  };
}

/** What became of every promise of a stored request; with the report of an inspection nothing is promised. */
export function promisesOf(stored: StoredRequest, rules: ServiceRules, now: Date): WatchedPromise[] {
  const made = promisesMade(stored);
  return made === null ? [] : watchPromises(made, stored.events, rules, now);
}

/** A record with its personal fields masked. */
export const maskedRecord = (record: RequestRecord): RequestRecord =>
  replacePersonal(requestRecordSchema, record, maskPersonal);

/** With what became of the promises. */
export function recordOf(stored: StoredRequest, rules: ServiceRules, now: Date): RequestRecord {
  return {
    request: stored.request,
    state: stored.state,
    events: [...stored.events],
    promises: promisesOf(stored, rules, now),
    deliveries: [...stored.deliveries],
    carried: stored.carried,
  };
}

export function summaryOf(stored: StoredRequest, rules: ServiceRules, now: Date): RequestSummary {
  const { id, number, title, kind, urgency, filedAt, demo } = stored.request;
  const made = promisesMade(stored);
  return {
    id,
    number,
    title,
    kind,
    urgency,
    state: stored.state,
    filedAt,
    demo,
    next: made === null ? null : nextPromise(made, stored.events, rules, now),
    // Old requests, which count from filing, have a start of `undefined`.
    delivered:
      stored.deliveries.some(({ state }) => state === 'delivered') || typeof promisesStartedAt(stored) === 'number',
    appointment: appointmentOf(stored),
    unread: stored.unread,
  };
}

/** When somebody comes or calls, as last agreed; null where the request is over, or work has begun since. */
export function appointmentOf({ state, events }: Pick<StoredRequest, 'state' | 'events'>): string | null {
  if (!isOpen(state)) return null;
  const last = events.findLast(({ type }) => type === 'scheduled' || type === 'started');
  return last?.type === 'scheduled' ? last.plannedFor : null;
}
