import { type PromiseFacts, promisesAtFiling } from '../../../src/core/requests/promises/promises.ts';
import { nextPromise, watchPromises } from '../../../src/core/requests/promises/watch-promises.ts';
import { formatInstant } from '../../../src/shared/beijing-time.ts';
import type { RequestEventType } from '../../../src/shared/domain/request-lifecycle.ts';
import type { PromiseKind } from '../../../src/shared/domain/service-terms.ts';
import { at, civil, facts, rules } from './promises.ts';

export const FILED = '2026-11-23 08:00';
export type Step = readonly [time: string, type: RequestEventType];

/** A request filed on a Monday at 08:00, with what happened to it; times without a day are of that Monday. */
export function request(changes: Partial<PromiseFacts>, ...steps: Step[]) {
  const about = facts({ level: 'key', ...changes });
  const made = { facts: about, promises: promisesAtFiling(about, at(FILED), rules) };
  const whole = (time: string) => (time.includes(' ') ? time : `2026-11-23 ${time}`);
  const events = steps.map(([time, type], place) => ({
    id: `01KAMNZ00000000000000000${10 + place}`,
    type,
    at: formatInstant(new Date(at(whole(time)))),
  }));
  const when = (time: string) => new Date(at(whole(time)));
  return {
    watch: (time: string) => watchPromises(made, events, rules, when(time)),
    /** State of each promise of a kind, oldest first, and when it was done. */
    states: (kind: PromiseKind, time = '2027-06-01 12:00') =>
      watchPromises(made, events, rules, when(time))
        .filter(({ promise }) => promise === kind)
        .map(({ state, doneAt }) => (doneAt === null ? state : `${state} ${civil(doneAt).slice(11)}`)),
    dues: (kind: PromiseKind) =>
      watchPromises(made, events, rules, when('12:00'))
        .filter(({ promise }) => promise === kind)
        .map(({ due }) => civil(due)),
    next: (time: string) => {
      const next = nextPromise(made, events, rules, when(time));
      return next === null ? null : `${next.promise} ${next.state} ${civil(next.due).slice(11)}`;
    },
  };
}
