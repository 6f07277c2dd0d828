import type { RequestEventType } from '../../../shared/domain/request-lifecycle.ts';
import type { PromiseKind } from '../../../shared/domain/service-terms.ts';
import type { PromiseAnchor } from '../../published/service-policy.ts';

/** What an event does to promises of a kind that still stand. */
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
export const STARTED_BY: Readonly<Record<PromiseAnchor, readonly RequestEventType[]>> = {
  filed: ['filed', 'reopened'],
  acknowledged: ['acknowledged'],
  'last-progress': ['filed', 'reopened', ...NEWS],
  'remote-failed': ['remote-failed'],
  closed: ['closed'],
};
