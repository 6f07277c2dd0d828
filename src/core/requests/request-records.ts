import type { FiledRequest } from '../../shared/domain/service-request.ts';
import type { Delivery } from '../../shared/domain/delivery.ts';
import { maskPersonal, replacePersonal } from '../../shared/domain/personal.ts';
import type { RequestEvent, RequestState } from '../../shared/domain/request-lifecycle.ts';
import { type RequestRecord, requestRecordSchema, type RequestSummary } from '../../shared/domain/request-record.ts';
import type { WatchedPromise } from '../../shared/domain/service-terms.ts';
import type { PromisesMade } from './promises/watch-promises.ts';
import { nextPromise, watchPromises } from './promises/watch-promises.ts';
import type { ServiceRules } from './promises/promises.ts';

/** A request as it is kept. */
export interface KeptRequest {
  readonly request: FiledRequest;
  readonly state: RequestState;
  readonly events: readonly RequestEvent[];
  readonly deliveries: readonly Delivery[];
}

const promisesMade = ({ kind, work, urgency, place, level, promises }: FiledRequest): PromisesMade => ({
  facts: { kind, work, urgency, zone: place?.campusZone ?? null, level },
  promises,
});

/** What became of every promise of a kept request. */
export const promisesOf = (kept: KeptRequest, rules: ServiceRules, now: Date): WatchedPromise[] =>
  watchPromises(promisesMade(kept.request), kept.events, rules, now);

/** A record with its personal fields masked. */
export const maskedRecord = (record: RequestRecord): RequestRecord =>
  replacePersonal(requestRecordSchema, record, maskPersonal);

/** With what became of the promises. */
export function recordOf(kept: KeptRequest, rules: ServiceRules, now: Date): RequestRecord {
  return {
    request: kept.request,
    state: kept.state,
    events: [...kept.events],
    promises: promisesOf(kept, rules, now),
    deliveries: [...kept.deliveries],
  };
}

export function summaryOf(kept: KeptRequest, rules: ServiceRules, now: Date): RequestSummary {
  const { id, number, title, kind, urgency, filedAt, demo } = kept.request;
  return {
    id,
    number,
    title,
    kind,
    urgency,
    state: kept.state,
    filedAt,
    demo,
    next: nextPromise(promisesMade(kept.request), kept.events, rules, now),
    delivered: kept.deliveries.some(({ state }) => state === 'delivered'),
  };
}
