import { dayNumberOf, formatInstant } from '../../../shared/beijing-time.ts';
import type {
  CampusZone,
  PromiseSpan,
  RequestKind,
  ServiceLevel,
  ServicePromise,
  Urgency,
  Work,
} from '../../../shared/domain/service-terms.ts';
import type { Calendar } from '../../published/calendar-schema.ts';
import type { PromiseAnchor, PromiseRow, ServicePolicy } from '../../published/service-policy.ts';
import { fits } from '../../published/urgency.ts';
import { addServiceTime, closingOf, serviceDayOf } from './service-clock.ts';
import { workingDayAfter } from './working-days.ts';

/** The published rules; a `Publication` has them. */
export interface ServiceRules {
  readonly service: ServicePolicy;
  readonly calendar: Calendar;
}

/** What the promises for a request depend on. */
export interface PromiseFacts {
  readonly kind: RequestKind;
  readonly work: Work;
  readonly urgency: Urgency;
  /** Null: nobody has said where the school is. */
  readonly zone: CampusZone | null;
  /** Null: not known; rules for a level then do not apply. */
  readonly level: ServiceLevel | null;
}

/** What has happened that promises count from, each in epoch ms. */
export type PromiseSince = Readonly<Partial<Record<PromiseAnchor, number>>>;

const HOUR_MS = 3_600_000;

const applies = ({ when = {} }: PromiseRow, { kind, work, urgency, zone, level }: PromiseFacts): boolean =>
  fits(when.urgencies, urgency) &&
  fits(when.zones, zone ?? 'unknown') &&
  (level === null ? when.levels === undefined : fits(when.levels, level)) &&
  fits(when.kinds, kind) &&
  fits(when.works, work);

/** Service hours run on every day of the year, so a deadline in hours needs no calendar and is always certain. */
function deadline(within: PromiseSpan, since: number, { service, calendar }: ServiceRules) {
  const hours = serviceDayOf(service.hours);
  if ('hours' in within)
    return { due: addServiceTime(since, Math.round(within.hours * HOUR_MS), hours), certainty: 'official' as const };
  const { day, certainty } = workingDayAfter(dayNumberOf(since), within.workingDays, calendar);
  return { due: closingOf(day, hours), certainty };
}

/**
 * What is promised for a request, one promise of each kind: the earliest deadline that a rule gives; of several equal ones the
 * first in the table. The rules that lost are in `overruled`.
 * @param since rules that count from something that has not happened give nothing yet.
 * @returns by deadline, earliest first.
 */
export function promisesFor(facts: PromiseFacts, since: PromiseSince, rules: ServiceRules): ServicePromise[] {
  const given = rules.service.promises.flatMap((row) => {
    const from = since[row.since];
    return from === undefined || !applies(row, facts) ? [] : [{ row, from, ...deadline(row.within, from, rules) }];
  });
  const inOrder = given.toSorted((a, b) => a.due - b.due);
  const source = ({ row, due, certainty }: (typeof given)[number]) => ({
    rule: row.id,
    reason: row.reason,
    due: formatInstant(new Date(due)),
    certainty,
    within: row.within,
  });
  return [...Map.groupBy(inOrder, ({ row }) => row.promise)].map(([promise, [first, ...others]]) => ({
    promise,
    since: formatInstant(new Date(first!.from)),
    ...source(first!),
    overruled: others.map(source),
  }));
}

/** What is promised at the moment a request is filed. @param filedAt epoch ms. */
export const promisesAtFiling = (facts: PromiseFacts, filedAt: number, rules: ServiceRules): ServicePromise[] =>
  promisesFor(facts, { filed: filedAt, 'last-progress': filedAt }, rules);

/** Earliest deadline first; the order of the table decides between equal ones. */
const byDeadline = (one: { readonly due: string }, other: { readonly due: string }): number =>
  Date.parse(one.due) - Date.parse(other.due);

/**
 * The same promises from another instant: each rule gives as much time as it gave when they were made, whatever is published now.
 * @param since epoch ms. @returns by deadline, earliest first.
 */
export function promisesFromInstant(
  promises: readonly ServicePromise[],
  since: number,
  rules: ServiceRules,
): ServicePromise[] {
  const moved = promises.map((made): ServicePromise => {
    const sources = [made, ...made.overruled].map(({ rule, reason, due, certainty, within }) => {
      if (within === undefined) return { rule, reason, due, certainty };
      const later = deadline(within, since, rules);
      return { rule, reason, due: formatInstant(new Date(later.due)), certainty: later.certainty, within };
    });
    const [first, ...overruled] = sources.toSorted(byDeadline);
    return { promise: made.promise, since: formatInstant(new Date(since)), ...first!, overruled };
  });
  return moved.toSorted(byDeadline);
}
