import { formatInstant } from '../../../shared/beijing-time.ts';
import type { RequestEvent, RequestEventType } from '../../../shared/domain/request-lifecycle.ts';
import type { PromiseKind, ServicePromise, WatchedPromise } from '../../../shared/domain/service-terms.ts';
import type { PromiseAnchor } from '../../published/service-policy.ts';
import { type PromiseFacts, type ServiceRules, promisesFor, promisesFromInstant } from './promises.ts';

/** What an event does to promises of a kind that are still open. */
interface Course {
  /** What was promised is done. */
  readonly keptBy: readonly RequestEventType[];
  /** There is nothing left to do: void when it comes in time, missed when it comes too late. */
  readonly endedBy: readonly RequestEventType[];
}

/** Events in which the teacher hears how it goes. A note is no news: anybody may write one. */
const NEWS = ['acknowledged', 'scheduled', 'started', 'progress', 'remote-failed'] as const;

/** Which event fulfils which promise, and which one makes it pointless. A refusal in time is an answer too. */
export const COURSES: Readonly<Record<PromiseKind, Course>> = {
  respond: { keptBy: [...NEWS, 'resolved', 'rejected'], endedBy: ['withdrawn'] },
  confirm: { keptBy: [...NEWS, 'resolved', 'rejected'], endedBy: ['withdrawn'] },
  plan: { keptBy: ['scheduled', 'resolved'], endedBy: ['rejected', 'withdrawn'] },
  feasibility: { keptBy: ['scheduled', 'started', 'resolved', 'rejected'], endedBy: ['withdrawn'] },
  'on-site': { keptBy: ['started'], endedBy: ['resolved', 'rejected', 'withdrawn'] },
  progress: { keptBy: [...NEWS, 'resolved'], endedBy: ['rejected', 'withdrawn'] },
  resolve: { keptBy: ['resolved'], endedBy: ['rejected', 'withdrawn'] },
  visit: { keptBy: ['started'], endedBy: ['resolved', 'rejected', 'withdrawn'] },
  delivery: { keptBy: ['resolved'], endedBy: ['rejected', 'withdrawn'] },
  'follow-up': { keptBy: ['followed-up'], endedBy: ['reopened'] },
};

/** From which events promises count. Reopening counts like filing again, and what was promised before keeps its outcome. */
const STARTED_BY: Readonly<Record<PromiseAnchor, readonly RequestEventType[]>> = {
  filed: ['filed', 'reopened'],
  acknowledged: ['acknowledged'],
  'last-progress': ['filed', 'reopened', ...NEWS],
  'remote-failed': ['remote-failed'],
  closed: ['closed'],
};

/** What was promised when the request was filed, as it was filed: a later publication changes none of it. */
export interface PromisesMade {
  readonly facts: PromiseFacts;
  readonly promises: readonly ServicePromise[];
  /** When they began, in epoch ms; null: nobody has received the request. Absent: at its filing, as they were made. */
  readonly startedAt?: number | null;
}

type Happened = Pick<RequestEvent, 'id' | 'type' | 'at'>;

/** A promise on its way; instants are epoch ms. */
interface Standing {
  readonly promise: ServicePromise;
  doneAt: number | null;
  /** When nothing was left to do. */
  endedAt: number | null;
  /** Work was begun, and then it turned out to have been remote help. */
  remoteHelp: boolean;
}

const begin = (promise: ServicePromise): Standing => ({ promise, doneAt: null, endedAt: null, remoteHelp: false });
const stands = ({ doneAt, endedAt }: Standing): boolean => doneAt === null && endedAt === null;

const ANCHORS = Object.keys(STARTED_BY) as PromiseAnchor[];

/** The first failure of remote help says that what was begun before was no visit. */
function takeBackVisit(all: readonly Standing[]): void {
  const onSite = all.findLast(({ promise }) => promise.promise === 'on-site');
  if (onSite === undefined || onSite.remoteHelp) return;
  onSite.remoteHelp = true;
  onSite.doneAt = null;
}

/** What nobody has received can only be withdrawn, and taken up again. */
function standOrEnd(all: readonly Standing[], type: RequestEventType, at: number): void {
  if (type !== 'withdrawn' && type !== 'reopened') return;
  for (const standing of all) standing.endedAt = type === 'withdrawn' ? at : null;
}

/** All promises of a request in the order in which they began. */
function follow(
  { facts, promises, startedAt }: PromisesMade,
  events: readonly Happened[],
  rules: ServiceRules,
): Standing[] {
  const all = (startedAt == null ? promises : promisesFromInstant(promises, startedAt, rules)).map(begin);
  let called: number | null = null;

  const settle = (type: RequestEventType, at: number) => {
    for (const standing of all.filter(stands)) {
      const { keptBy, endedBy } = COURSES[standing.promise.promise];
      if (keptBy.includes(type)) standing.doneAt = at;
      else if (endedBy.includes(type)) standing.endedAt = at;
    }
  };
  /** A promise that is still open is not made again: its earlier deadline holds. */
  const start = (type: RequestEventType, at: number) => {
    const anchors = ANCHORS.filter((anchor) => STARTED_BY[anchor].includes(type));
    const since = Object.fromEntries(anchors.map((anchor) => [anchor, at]));
    const standing = new Set(all.filter(stands).map(({ promise }) => promise.promise));
    const made = promisesFor(facts, since, rules).filter(({ promise }) => !standing.has(promise));
    all.push(...made.map(begin));
  };

  const inOrder = events
    .map(({ id, type, at }) => ({ id, type, at: Date.parse(at) }))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const { type, at } of inOrder) {
    if (type === 'filed') continue;
    if (startedAt === null) {
      standOrEnd(all, type, at);
      continue;
    }
    settle(type, at);
    if (type === 'remote-failed') takeBackVisit(all);
    start(type, at);
    // The call may come before the request is closed; then it need not be made again.
    if (type === 'followed-up') called = at;
    if (type === 'reopened') called = null;
    if (type === 'closed' && called !== null) settle('followed-up', called);
  }
  return all;
}

function stateOf(
  { promise, doneAt, endedAt }: Standing,
  startedAt: PromisesMade['startedAt'],
  now: number,
): WatchedPromise['state'] {
  if (startedAt === null) return endedAt === null ? 'not-started' : 'void';
  const due = Date.parse(promise.due);
  if (doneAt !== null) return doneAt > due ? 'kept-late' : 'kept';
  if (endedAt !== null) return endedAt > due ? 'missed' : 'void';
  return now > due ? 'missed' : 'open';
}

const watched = (standing: Standing, { startedAt }: PromisesMade, now: Date): WatchedPromise => ({
  ...standing.promise,
  state: stateOf(standing, startedAt, now.getTime()),
  doneAt: standing.doneAt === null ? null : formatInstant(new Date(standing.doneAt)),
});

/**
 * What became of every promise of a request, in the order in which they began. A kind comes again each time its clock starts anew:
 * progress after every piece of news, everything after a reopening.
 * @param events in any order; also those whose instant lies after `now`, because clocks differ.
 */
export const watchPromises = (
  made: PromisesMade,
  events: readonly Happened[],
  rules: ServiceRules,
  now: Date,
): WatchedPromise[] => follow(made, events, rules).map((standing) => watched(standing, made, now));

/** The promise to look at first: of those with something left to do the one with the earliest deadline, missed or not. */
export function nextPromise(
  made: PromisesMade,
  events: readonly Happened[],
  rules: ServiceRules,
  now: Date,
): WatchedPromise | null {
  const left = follow(made, events, rules).filter(stands);
  const [next] = left.toSorted((a, b) => Date.parse(a.promise.due) - Date.parse(b.promise.due));
  return next === undefined ? null : watched(next, made, now);
}
