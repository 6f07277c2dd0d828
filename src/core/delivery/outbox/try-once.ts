import { type ServiceMessage, serviceMessageSchema } from '../../../shared/domain/request-lifecycle.ts';
import { messageOf } from '../../platform/message-of.ts';
import type { LeasedDelivery, DeliveryUpdate, LaneUpdate } from '../../store/delivery-leases.ts';
import { hasItsFile } from '../../store/request-chain.ts';
import { parsedJson } from '../../store/stored-json.ts';
import type { Channel, TryOutcome } from '../channel.ts';
import type { Clock } from './clock.ts';
import type { DeliveryState } from '../../../shared/domain/delivery.ts';
import { LADDERS, MAX_PAUSE_MS, pauseAfter, requestedPause } from '../../store/backoff.ts';

/** A receiver that has not answered by then does not. */
export const TRY_LIMIT_MS = 60_000;
/** For a channel that goes on after it was asked to stop. */
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
  const isWhole = serviceMessageSchema.safeParse(message).success && hasItsFile(message as ServiceMessage);
  return isWhole ? (message as ServiceMessage) : null;
}

/** A receiver that answers with trouble for so long is given up; time without an answer does not count. */
export const GIVE_UP_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** After any failure a lane is shut for so long, however often it is kicked. */
const SHUT_MS = 1000;
/** Longer answers of servers are pages, not reasons. */
const MAX_DETAIL_LENGTH = 500;

export interface Circumstances {
  readonly channel: Pick<Channel, 'idempotent'>;
  /** Failures in a row of the whole lane. */
  readonly step: number;
  readonly random: () => number;
}

/** What becomes of a delivery and its lane after an attempt. */
export function afterTry(
  outcome: TryOutcome,
  leased: LeasedDelivery,
  { channel, step, random }: Circumstances,
): { delivery: DeliveryUpdate; lane: LaneUpdate } {
  if (outcome.result === 'delivered')
    return { delivery: { ...unchanged(leased), state: 'delivered', detail: shortened(outcome.receipt) }, lane: FREE };

  const { result, reason } = outcome;
  const detail = shortened(outcome.detail);
  const troubled = (pauseMs: number, closedMs = 0): LaneUpdate => ({
    step: step + 1,
    pauseMs,
    closedMs: Math.max(SHUT_MS, closedMs),
    trouble: { result, reason, detail },
  });
  const usual = () => pauseAfter(step, LADDERS.usual, random);
  const waiting: DeliveryUpdate = { ...unchanged(leased), state: waitingState(leased, channel), reason, detail };

  switch (result) {
    case 'rejected':
      return { delivery: { ...waiting, state: 'rejected' }, lane: FREE };
    case 'channel-unusable':
      return { delivery: waiting, lane: troubled(pauseAfter(step, LADDERS.unusable, random)) };
    case 'uncertain':
      return { delivery: afterDoubt(waiting, leased, channel, random), lane: troubled(usual()) };
    case 'later': {
      const lane = troubled(usual(), requestedPause(outcome.retryAfterMs));
      return { delivery: reason === 'server-trouble' ? afterServerTrouble(waiting, leased, random) : waiting, lane };
    }
    case 'unreachable':
      break;
  }
  return { delivery: waiting, lane: troubled(usual()) };
}

function afterDoubt(
  waiting: DeliveryUpdate,
  leased: LeasedDelivery,
  channel: Pick<Channel, 'idempotent'>,
  random: () => number,
): DeliveryUpdate {
  return {
    ...waiting,
    state: waitingState({ mayHaveArrived: true }, channel),
    mayHaveArrived: true,
    failures: leased.failures + 1,
    pauseMs: pauseAfter(leased.failures, channel.idempotent ? LADDERS.usual : LADDERS.doubtful, random),
  };
}

/** The message itself may be what troubles the server: others go first, and one day it is given up. */
function afterServerTrouble(waiting: DeliveryUpdate, leased: LeasedDelivery, random: () => number): DeliveryUpdate {
  // A holiday, or a clock that jumped by years, counts as one day.
  const passed = Math.min(MAX_PAUSE_MS, Math.max(0, leased.sinceLastTryMs ?? 0));
  const failingMs = leased.failingMs + passed;
  return {
    ...waiting,
    state: failingMs >= GIVE_UP_AFTER_MS ? 'dead' : waiting.state,
    failures: leased.failures + 1,
    failingMs,
    pauseMs: pauseAfter(leased.failures, LADDERS.usual, random),
  };
}

const FREE: LaneUpdate = { step: 0, pauseMs: 0, closedMs: 0, trouble: null };

/** Nothing about it changes but what is said otherwise. */
const unchanged = ({ mayHaveArrived, failures, failingMs }: LeasedDelivery) => ({
  mayHaveArrived,
  failures,
  failingMs,
  pauseMs: null,
  reason: null,
});

const waitingState = (
  { mayHaveArrived }: Pick<LeasedDelivery, 'mayHaveArrived'>,
  { idempotent }: Pick<Channel, 'idempotent'>,
): DeliveryState => (mayHaveArrived && !idempotent ? 'maybe-delivered' : 'queued');

const shortened = (text: string | null): string | null =>
  text === null || text.length <= MAX_DETAIL_LENGTH ? text : `${text.slice(0, MAX_DETAIL_LENGTH - 1)}…`;
