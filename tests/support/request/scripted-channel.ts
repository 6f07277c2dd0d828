import type { Channel, Try, TryOutcome } from '../../../src/core/delivery/channel.ts';
import type { ServiceMessage } from '../../../src/shared/domain/request-lifecycle.ts';

type Answer = TryOutcome | ((message: ServiceMessage) => TryOutcome | Promise<TryOutcome>);

/** A channel that answers as the test says, and remembers what it was asked. */
export class ScriptedChannel implements Channel {
  readonly id: string;
  readonly idempotent: boolean;
  readonly perMinute: number | null;
  readonly tries: { id: string; mayBeRepeated: boolean }[] = [];
  answer: Answer;

  constructor(id: string, answer: Answer = ARRIVED, { idempotent = true, perMinute = null as number | null } = {}) {
    this.id = id;
    this.answer = answer;
    this.idempotent = idempotent;
    this.perMinute = perMinute;
  }

  async send(message: ServiceMessage, { mayBeRepeated }: Try): Promise<TryOutcome> {
    this.tries.push({ id: message.id, mayBeRepeated });
    return typeof this.answer === 'function' ? await this.answer(message) : this.answer;
  }
}

export const ARRIVED: TryOutcome = { result: 'delivered', receipt: null };
export const NO_NETWORK: TryOutcome = { result: 'unreachable', reason: 'no-network', detail: 'ENETUNREACH' };
export const NO_ANSWER: TryOutcome = { result: 'uncertain', reason: 'no-answer', detail: 'timed out' };
export const REFUSED: TryOutcome = { result: 'rejected', reason: 'refused', detail: '400' };
export const UNUSABLE: TryOutcome = { result: 'channel-unusable', reason: 'credentials', detail: '401' };
export const SERVER_TROUBLE: TryOutcome = {
  result: 'later',
  reason: 'server-trouble',
  detail: '500',
  retryAfterMs: null,
};
export const throttled = (retryAfterMs: number): TryOutcome => ({
  result: 'later',
  reason: 'throttled',
  detail: '429',
  retryAfterMs,
});
