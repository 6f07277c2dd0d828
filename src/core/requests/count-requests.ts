import { OPEN_STATES } from '../../shared/domain/open-requests.ts';
import { isReadable } from '../../shared/domain/problem.ts';
import type { RequestCounts } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { promisesStartedAt } from '../../shared/promises-started.ts';
import type { RequestStore } from '../store/request-store.ts';

/** How many of the newest open requests are read for what their rows alone do not say; a seat has a few. */
const MOST_READ = 1000;

/** Counts everything; what has to be read for it is read of the newest open ones, and it says of how many it was not. */
export async function countRequests(
  store: Pick<RequestStore, 'counts' | 'list'>,
  mostRead = MOST_READ,
): Promise<Result<RequestCounts>> {
  const counted = await store.counts();
  if (!counted.ok) return counted;
  const open = await store.list({ limit: mostRead, states: OPEN_STATES });
  if (!open.ok) return open;
  const readable = open.value.filter(isReadable);
  return succeed({
    ...counted.value,
    undelivered: readable.filter((one) => promisesStartedAt(one) === null).length,
    unreadable: open.value.length - readable.length,
    unexamined: Math.max(0, counted.value.open - open.value.length),
  });
}
