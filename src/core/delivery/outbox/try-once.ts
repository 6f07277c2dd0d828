import { type ServiceMessage, serviceMessageSchema } from '../../../shared/domain/request-lifecycle.ts';
import { messageOf } from '../../platform/message-of.ts';
import type { LeasedDelivery } from '../../store/delivery-leases.ts';
import { parsedJson } from '../../store/stored-json.ts';
import type { Channel, TryOutcome } from '../channel.ts';
import type { Clock } from './clock.ts';

/** A receiver that has not answered by then does not. */
export const TRY_LIMIT_MS = 60_000;
/** For a channel that goes on after it was told to stop. */
const GRACE_MS = 5000;
/** Nobody else may take a delivery over while its try can still be under way. */
export const LEASE_MS = TRY_LIMIT_MS + GRACE_MS + 25_000;

/** One attempt with an end, whatever the channel does. @param signal ends it early. */
export async function tryOnce(
  channel: Channel,
  leased: LeasedDelivery,
  clock: Clock,
  signal: AbortSignal,
): Promise<TryOutcome> {
  const message = messageIn(leased.body);
  if (message === null)
    return { result: 'rejected', reason: 'refused', detail: 'the stored message cannot be read any more' };
  const stop = new AbortController();
  const over = new AbortController();
  const abort = () => stop.abort();
  signal.addEventListener('abort', abort);
  const limit = async (): Promise<TryOutcome> => {
    await clock.sleep(TRY_LIMIT_MS, AbortSignal.any([over.signal, stop.signal]));
    stop.abort();
    await clock.sleep(GRACE_MS, over.signal);
    return uncertain('no answer in time');
  };
  try {
    if (signal.aborted) abort();
    return await Promise.race([send(channel, message, leased, stop.signal), limit()]);
  } finally {
    over.abort();
    signal.removeEventListener('abort', abort);
  }
}

async function send(channel: Channel, message: ServiceMessage, leased: LeasedDelivery, signal: AbortSignal) {
  try {
    return await channel.send(message, { mayBeRepeated: leased.mayHaveArrived }, signal);
  } catch (cause) {
    return uncertain(messageOf(cause));
  }
}

const uncertain = (detail: string): TryOutcome => ({ result: 'uncertain', reason: 'no-answer', detail });

/** As it was written. @returns null where it is damaged: half a message must not reach a receiver. */
function messageIn(body: string): ServiceMessage | null {
  const message = parsedJson(body);
  return serviceMessageSchema.safeParse(message).success ? (message as ServiceMessage) : null;
}
