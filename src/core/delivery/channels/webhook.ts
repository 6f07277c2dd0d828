import type { TryOutcome, Channel, ChannelEnvironment } from '../channel.ts';
import { judgeStatus, ServerClock, silent } from '../http/judge-answer.ts';
import { postJson } from '../http/exchange.ts';

/** Statuses with which receivers refuse a signature whose time is too far from theirs. */
const MAYBE_FOR_TIME: ReadonlySet<number> = new Set([400, 401, 403]);

/**
 * Standard Webhooks 1.0.0: the message itself as the body, signed. A repetition has the same `webhook-id`, so the receiver
 * knows it.
 * @param secret `whsec_…`
 */
export function createWebhook(id: string, url: string, secret: string, environment: ChannelEnvironment): Channel {
  const clock = new ServerClock(environment.now);
  return {
    id,
    idempotent: true,
    perMinute: null,
    async send(message, _attempt, signal) {
      const { Webhook } = await import('standardwebhooks');
      const signer = signerFrom(() => new Webhook(secret));
      if (signer === null) return { result: 'channel-unusable', reason: 'credentials', detail: 'no whsec_ secret' };
      const body = JSON.stringify(message);
      const post = () => {
        const at = clock.now();
        const headers = {
          'webhook-id': message.id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signer.sign(message.id, at, body),
        };
        return postJson(new URL(url), body, headers, environment, signal);
      };
      let posted = await post();
      if ('answer' in posted && MAYBE_FOR_TIME.has(posted.answer.status))
        if (clock.correctBy(posted.answer.headers.date)) posted = await post();
      if ('silence' in posted) return silent(posted.silence);
      const { answer } = posted;
      const taken: TryOutcome = { result: 'delivered', receipt: `HTTP ${answer.status}` };
      // 409: it has it already.
      if (answer.status === 409) return taken;
      return judgeStatus(answer, environment.now()) ?? taken;
    },
  };
}

function signerFrom<Signer>(make: () => Signer): Signer | null {
  try {
    return make();
  } catch {
    return null;
  }
}
