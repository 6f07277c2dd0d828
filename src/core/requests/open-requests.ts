import type { CheckRun } from '../../shared/domain/check-run.ts';
import { OPEN_STATES } from '../../shared/domain/open-requests.ts';
import type { CoveringRequest, ReportedProblem } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { type ProblemGroup, problemsOf } from '../../shared/summarize-findings.ts';
import type { RequestStore, StoredRequest } from '../store/request-store.ts';
import { promisesStartedAt } from '../../shared/promises-started.ts';
import { appointmentOf } from './request-records.ts';

/** How many open requests are looked through; a seat has a few. */
const MOST_OPEN = 200;

/** Newest first; damaged ones are left out. */
export async function openRequests(store: Pick<RequestStore, 'list'>): Promise<Result<StoredRequest[]>> {
  const page = await store.list({ limit: MOST_OPEN, states: OPEN_STATES });
  return page.ok ? succeed(page.value.filter((one): one is StoredRequest => !('problem' in one))) : page;
}

/** A problem by what its speaking finding says. */
interface Complaint {
  readonly check: string;
  readonly cause: string | null;
  /** Null: the run of the request is gone, and nobody knows what it was found on. */
  readonly subject: string | null;
}

/**
 * For each problem of a run the newest open request that is about it: the same check with the same cause, found on the same thing.
 * @param runOf runs that requests were filed from.
 */
export async function reportedProblems(
  run: CheckRun,
  open: readonly StoredRequest[],
  runOf: (id: string) => Promise<Result<CheckRun>>,
): Promise<ReportedProblem[]> {
  const complaints = await Promise.all(
    open.map(async (stored) => ({ stored, about: await complaintsOf(stored, run, runOf) })),
  );
  return problemsOf(run.findings).flatMap(({ speaking: { check, cause, subject } }) => {
    const covering = complaints.find(({ about }) =>
      about.some((it) => it.check === check && it.cause === cause && (it.subject === null || it.subject === subject)),
    );
    return covering === undefined ? [] : [{ check, cause, subject, request: coveringRequest(covering.stored) }];
  });
}

async function complaintsOf(
  { request }: StoredRequest,
  shown: CheckRun,
  runOf: (id: string) => Promise<Result<CheckRun>>,
): Promise<Complaint[]> {
  if (request.run === null) return [];
  const filedFrom = request.run.id === shown.id ? succeed(shown) : await runOf(request.run.id);
  const problems = filedFrom.ok ? problemsOf(filedFrom.value.findings) : [];
  return request.symptoms.flatMap(({ check, cause }): Complaint[] => {
    const found = problems.filter((problem) => speaksOf(problem, check, cause));
    if (found.length === 0) return [{ check, cause, subject: null }];
    return found.map(({ speaking: { subject } }) => ({ check, cause, subject }));
  });
}

const speaksOf = ({ speaking }: ProblemGroup, check: string, cause: string | null): boolean =>
  speaking.check === check && speaking.cause === cause;

/** Open requests about findings of this PC whose checks all pass now. What does not apply any more proves nothing. */
export const recoveredRequests = (run: CheckRun, open: readonly StoredRequest[]): CoveringRequest[] =>
  open
    .filter(({ request: { symptoms, run: from } }) => {
      if (from === null || from.id === run.id || symptoms.length === 0) return false;
      return symptoms.every(({ check }) => {
        const outcomes = run.findings.filter((finding) => finding.check === check).map(({ outcome }) => outcome);
        return outcomes.includes('pass') && outcomes.every((one) => one === 'pass' || one === 'not-applicable');
      });
    })
    .map(coveringRequest);

function coveringRequest(stored: StoredRequest): CoveringRequest {
  const { request, state, events } = stored;
  const said = events.findLast(
    ({ author, text }) => (author.role === 'desk' || author.role === 'engineer') && text !== '',
  );
  return {
    id: request.id,
    number: request.number,
    title: request.title,
    state,
    filedAt: request.filedAt,
    appointment: appointmentOf(stored),
    news: said === undefined ? null : { at: said.at, text: said.text },
    received: promisesStartedAt(stored) !== null,
  };
}
