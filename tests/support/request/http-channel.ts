import type { Channel, Try, TryOutcome } from '../../../src/core/delivery/channel.ts';
import type { ServiceMessage } from '../../../src/shared/domain/request-lifecycle.ts';

/** Sends over a real socket to a receiver that recognises repetitions. */
export class HttpChannel implements Channel {
  readonly id = 'desk';
  readonly idempotent = true;
  readonly perMinute = null;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async send(message: ServiceMessage, _attempt: Try, signal: AbortSignal): Promise<TryOutcome> {
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'webhook-id': message.id },
        body: JSON.stringify(message),
        signal,
      });
      const said = (await answer.json()) as { ok?: unknown };
      if (answer.ok && said.ok === true) return { result: 'delivered', receipt: null };
      return { result: 'rejected', reason: 'refused', detail: String(answer.status) };
    } catch (cause) {
      const detail = String((cause as Error).cause ?? cause);
      return detail.includes('ECONNREFUSED')
        ? { result: 'unreachable', reason: 'no-network', detail }
        : { result: 'uncertain', reason: 'connection-cut', detail };
    }
  }
}
