import type { RequestRecord } from '../../../../shared/domain/request-record.ts';
import { promisesStartedAt } from '../../../../shared/promises-started.ts';

/** `sent`: somebody has received it; `waiting`: it leaves by itself; `stuck`: it does not any more; `kept`: there is no channel. */
export type Sending = 'sent' | 'waiting' | 'stuck' | 'kept';

/** Nothing has to be done about these. */
export const QUEUED: ReadonlySet<Sending> = new Set(['sent', 'waiting']);

/** Where a request is on its way to the service desk. */
export function sendingOf({ request, events, deliveries }: RequestRecord): Sending {
  const own = deliveries.filter(({ message }) => message === request.id);
  const isReceived =
    own.some(({ state }) => state === 'delivered') ||
    typeof promisesStartedAt({ request, events, deliveries }) === 'number';
  if (isReceived) return 'sent';
  if (own.length === 0) return 'kept';
  return own.every(({ state }) => state === 'rejected' || state === 'dead') ? 'stuck' : 'waiting';
}
