import { formatInstant } from '../../../../shared/beijing-time.ts';
import { promisesStartedAt } from '../../../../shared/promises-started.ts';
import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import type { RequestEventType } from '../../../../shared/domain/request-lifecycle.ts';

export const STEPS = ['filed', 'sent', 'received', 'acknowledged', 'on-site', 'resolved'] as const;
export type StepName = (typeof STEPS)[number];

/** One stage on the way of a request. */
export interface TrackerStep {
  readonly name: StepName;
  /** `now`: what comes next; `skipped`: it went another way, e.g. by telephone. */
  readonly state: 'done' | 'now' | 'later' | 'skipped';
  /** RFC 3339; null where it has not happened, or nobody wrote down when. */
  readonly at: string | null;
  /** When it is agreed to happen. */
  readonly plannedFor: string | null;
}

const earliest = (instants: readonly (string | null)[]): string | null =>
  instants.filter((at) => at !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;

/** The way of a request from filing to repair, since it was last reopened. */
export function trackerSteps(record: RequestRecord): TrackerStep[] {
  const { request, events, deliveries, state } = record;
  const lastReopened = events.findLastIndex(({ type }) => type === 'reopened');
  const current = events.slice(lastReopened + 1);
  const atOf = (type: RequestEventType) => current.find((event) => event.type === type)?.at ?? null;
  const own = deliveries.filter(({ message }) => message === request.id);
  const received = promisesStartedAt(record);
  const left = own.filter((it) => it.state === 'delivered' || it.state === 'maybe-delivered');
  const scheduled = current.findLast(({ type }) => type === 'scheduled');
  const at: Readonly<Record<StepName, string | null>> = {
    filed: request.filedAt,
    sent: earliest(left.map(({ deliveredAt, lastTriedAt }) => deliveredAt ?? lastTriedAt)),
    received:
      typeof received === 'number'
        ? formatInstant(new Date(received))
        : earliest(own.map(({ deliveredAt }) => deliveredAt)),
    acknowledged: atOf('acknowledged'),
    'on-site': atOf('started'),
    resolved: atOf('resolved'),
  };
  const reached = STEPS.findLastIndex((name) => at[name] !== null);
  const isOver = state === 'rejected' || state === 'withdrawn';
  return STEPS.map((name, place) => ({
    name,
    at: at[name],
    plannedFor: name === 'on-site' && at['on-site'] === null ? (scheduled?.plannedFor ?? null) : null,
    state:
      at[name] !== null ? 'done' : place < reached ? 'skipped' : place === reached + 1 && !isOver ? 'now' : 'later',
  }));
}
