import { checkClock, type ClockProblem } from '../publication/install/judge-offer.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import type { RequestStore } from '../store/request-store.ts';

/**
 * Whether this PC's clock can be believed: numbers and time limits of a request follow from it. A hint only, for the paper may be needed
 * all the same.
 */
export async function checkFilingClock({
  publication,
  lastRunAt,
  store,
  now,
}: Pick<Dependencies, 'publication' | 'lastRunAt' | 'now'> & {
  readonly store: Pick<RequestStore, 'list'>;
}): Promise<Problem | null> {
  const filed = await store.list({ limit: 1, withReports: true });
  const [newest] = filed.ok ? filed.value : [];
  const filedAt = newest !== undefined && 'request' in newest ? newest.request.filedAt : null;
  const records = [await lastRunAt(), filedAt].flatMap((at) => (at === null ? [] : [new Date(at)]));
  const signed = [new Date(publication.identity.date)];
  for (const lastRun of records.length === 0 ? [null] : records) {
    const clock = checkClock(now(), { signed, lastRun });
    if (!clock.ok) return filingProblem(clock.problem);
  }
  return null;
}

const filingProblem = (problem: ClockProblem): Problem =>
  problem.code === 'clock-behind'
    ? { code: 'filing-clock-behind', params: problem.params }
    : { code: 'filing-clock-ahead', params: problem.params };
