import {
  type RequestEvent,
  type RequestEventType,
  type RequestState,
  stateAfter,
} from '../../../shared/domain/request-lifecycle.ts';

/** What the events of a request say about how far it has come. */
export interface RequestHistory {
  /** Oldest first. */
  readonly events: readonly RequestEvent[];
  readonly state: RequestState;
  /** Latest event of these types since the request was last reopened. */
  readonly last: (...types: RequestEventType[]) => RequestEvent | undefined;
}

export function historyOf(given: readonly RequestEvent[]): RequestHistory {
  const events = given.toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.id < other.id ? -1 : 1),
  );
  const state = events.reduce<RequestState>((before, { type }) => stateAfter(before, type) ?? before, 'filed');
  const current = events.slice(events.findLastIndex(({ type }) => type === 'reopened') + 1);
  return { events, state, last: (...types) => current.findLast(({ type }) => types.includes(type)) };
}
