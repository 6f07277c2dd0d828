import { Webhook } from 'standardwebhooks';
import { type LoopbackOptions, type LoopbackServer, startServer } from './loopback-server.ts';

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes !!!').toString('base64')}`;

/** A receiver of Standard Webhooks that knows repetitions by `webhook-id`. */
export interface WebhookReceiver extends LoopbackServer {
  /** Bodies by `webhook-id`: each message once, however often it came. */
  readonly taken: ReadonlyMap<string, unknown>;
}

export interface WebhookReceiverOptions extends LoopbackOptions {
  readonly secret?: string;
  /** How far its clock is from this PC's. */
  readonly aheadMs?: number;
  /** Answers 409 to what it has already, instead of 200. */
  readonly conflicts?: boolean;
}

/** Standard Webhooks: a timestamp further away is refused. */
const TOLERANCE_MS = 5 * 60 * 1000;

export async function startWebhookReceiver(options: WebhookReceiverOptions = {}): Promise<WebhookReceiver> {
  const { secret = WEBHOOK_SECRET, aheadMs = 0, conflicts = false } = options;
  const taken = new Map<string, unknown>();
  const webhook = new Webhook(secret);
  const server = await startServer(({ headers, body }) => {
    const now = new Date(Date.now() + aheadMs);
    const date = { date: now.toUTCString() };
    const id = String(headers['webhook-id']);
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const late = Math.abs(at.getTime() - now.getTime()) > TOLERANCE_MS;
    if (late || webhook.sign(id, at, body) !== headers['webhook-signature']) return { status: 401, headers: date };
    if (taken.has(id)) return { status: conflicts ? 409 : 200, headers: date };
    taken.set(id, JSON.parse(body) as unknown);
    return { status: 202, headers: date };
  }, options);
  return Object.assign(server, { taken });
}
