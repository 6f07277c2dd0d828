import { describe, expect, it } from 'vitest';
import { troubleWith } from '../../../src/core/delivery/http/exchange.ts';
import { serviceMessageSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { type Trouble, deadAddress } from '../../simulators/loopback-server.ts';
import { WEBHOOK_SECRET, type WebhookReceiver, startWebhookReceiver } from '../../simulators/webhook-receiver.ts';
import { channel, patienceFor, send, testEnvironment } from '../../support/request/channels.ts';
import { eventMessage, requestMessage } from '../../support/request/messages.ts';

const HOUR_MS = 3_600_000;
const to = ({ url }: Pick<WebhookReceiver, 'url'>, surroundings = testEnvironment(), secret = WEBHOOK_SECRET) =>
  channel({ kind: 'webhook', url: `${url}/requests?school=7` }, { secret }, surroundings);

describe('a webhook', () => {
  it('gets the message itself, signed by Standard Webhooks', async () => {
    await using receiver = await startWebhookReceiver();
    const by = to(receiver);
    expect([by.idempotent, by.perMinute]).toEqual([true, null]);
    for (const message of [requestMessage(), eventMessage()]) {
      expect(await send(by, message)).toEqual({ result: 'delivered', receipt: 'HTTP 202' });
      expect(receiver.taken.get(message.id)).toEqual(message);
      expect(serviceMessageSchema.parse(receiver.taken.get(message.id))).toEqual(message);
    }
    expect(receiver.received[0]?.url.search).toBe('?school=7');
    expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  });

  it.each([false, true])('knows a repetition by its id (answers 409: %s)', async (conflicts) => {
    await using receiver = await startWebhookReceiver({ conflicts });
    receiver.trouble = 'cut-after-taking';
    const by = to(receiver);
    expect(await send(by)).toMatchObject({ result: 'uncertain', reason: 'connection-cut' });
    receiver.trouble = null;
    expect(await send(by, requestMessage(), true)).toMatchObject({ result: 'delivered' });
    expect(receiver.received).toHaveLength(2);
    expect([...receiver.taken.values()]).toEqual([requestMessage()]);
    const [first, again] = receiver.received;
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  it.each<[Trouble, object]>([
    ['captive-portal', { result: 'unreachable', reason: 'captive-portal' }],
    [{ body: '\n<!DOCTYPE html><p>' }, { result: 'unreachable', reason: 'captive-portal' }],
    ['redirect', { result: 'unreachable', reason: 'captive-portal' }],
    [{ status: 304 }, { result: 'unreachable', reason: 'captive-portal' }],
    ['cut-in-request', { result: 'uncertain', reason: 'connection-cut' }],
    ['cut-in-answer', { result: 'uncertain', reason: 'connection-cut' }],
    ['silent', { result: 'uncertain', reason: 'no-answer' }],
    ['not-http', { result: 'uncertain', reason: 'not-our-answer' }],
    [{ status: 400 }, { result: 'rejected', reason: 'refused' }],
    [{ status: 422 }, { result: 'rejected', reason: 'refused' }],
    [{ status: 401 }, { result: 'channel-unusable', reason: 'credentials' }],
    [{ status: 404 }, { result: 'later', reason: 'not-our-answer' }],
    [{ status: 410 }, { result: 'channel-unusable', reason: 'gone' }],
    [{ status: 413 }, { result: 'rejected', reason: 'too-large' }],
    [{ status: 500 }, { result: 'later', reason: 'server-trouble', retryAfterMs: null }],
    [{ status: 504 }, { result: 'uncertain', reason: 'server-trouble' }],
    [
      { status: 503, headers: { 'retry-after': '30' } },
      { result: 'later', retryAfterMs: 30_000 },
    ],
    [
      { status: 429, headers: { 'retry-after': 'soon' } },
      { result: 'later', reason: 'throttled', retryAfterMs: null },
    ],
    [
      { status: 429, headers: { 'retry-after': '99999999999' } },
      { result: 'later', retryAfterMs: 24 * HOUR_MS },
    ],
  ])('is not satisfied by %j', async (trouble, outcome) => {
    await using receiver = await startWebhookReceiver();
    receiver.trouble = trouble;
    expect(await send(to(receiver, testEnvironment({ timeoutMs: patienceFor(trouble) })))).toMatchObject(outcome);
    expect(receiver.taken.size).toBe(trouble === 'cut-in-answer' ? 1 : 0);
  });

  it.each([
    ['2xx without a body', { status: 204 }],
    ['2xx with words', { status: 200, headers: { 'content-type': 'text/plain' }, body: 'thanks' }],
    ['2xx with a long body', { status: 200, body: 'x'.repeat(100_000) }],
  ])('is satisfied by %s', async (_, trouble) => {
    await using receiver = await startWebhookReceiver();
    receiver.trouble = trouble;
    expect(await send(to(receiver))).toMatchObject({ result: 'delivered' });
  });

  it("counts a date in Retry-After by the server's clock, not by a wrong one here", async () => {
    await using receiver = await startWebhookReceiver();
    const date = new Date(Date.now() + 90 * 24 * HOUR_MS);
    receiver.trouble = {
      status: 503,
      headers: { date: date.toUTCString(), 'retry-after': new Date(date.getTime() + 120_000).toUTCString() },
    };
    expect(await send(to(receiver))).toMatchObject({ result: 'later', retryAfterMs: 120_000 });
    receiver.trouble = { status: 503, headers: { 'retry-after': new Date(0).toUTCString() } };
    expect(await send(to(receiver))).toMatchObject({ result: 'later', retryAfterMs: 0 });
  });

  it('is reached with a wrong clock, and asked rightly from then on', async () => {
    await using receiver = await startWebhookReceiver({ aheadMs: 3 * HOUR_MS });
    const by = to(receiver);
    expect(await send(by)).toMatchObject({ result: 'delivered' });
    expect(await send(by, eventMessage())).toMatchObject({ result: 'delivered' });
    expect(receiver.received).toHaveLength(3);
  });

  it('says credentials for a secret that does not fit, and for one that is none', async () => {
    await using receiver = await startWebhookReceiver();
    for (const secret of ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'not base64 at all!'])
      expect(await send(to(receiver, testEnvironment(), secret))).toMatchObject({
        result: 'channel-unusable',
        reason: 'credentials',
      });
    expect(receiver.received).toHaveLength(1);
  });

  it('is never asked by plain http but on this PC', async () => {
    const by = channel({ kind: 'webhook', url: 'http://192.0.2.1/requests' }, { secret: WEBHOOK_SECRET });
    expect(await send(by)).toMatchObject({ result: 'unreachable', reason: 'tls' });
  });

  it('that is not there was not reached', async () => {
    expect(await send(to({ url: await deadAddress() }))).toMatchObject({ result: 'unreachable', reason: 'no-answer' });
  });
});

describe('what the network says', () => {
  it.each([
    ['ENOTFOUND', false, 'no-network'],
    ['EAI_AGAIN', false, 'no-network'],
    ['ENETUNREACH', false, 'no-network'],
    ['EHOSTUNREACH', false, 'no-network'],
    ['ECONNREFUSED', false, 'no-answer'],
    ['ETIMEDOUT', false, 'no-answer'],
    ['ECONNRESET', false, 'connection-cut'],
    ['EPIPE', true, 'connection-cut'],
    ['CERT_HAS_EXPIRED', false, 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'tls'],
    ['HPE_INVALID_CONSTANT', true, 'not-our-answer'],
  ])('%s (connected: %s) is %s', (code, sent, reason) => {
    const cause = Object.assign(new Error('x'), { code });
    expect(troubleWith(cause, sent)).toEqual({ reason, detail: code });
    // Several addresses of one name were tried.
    expect(troubleWith(new AggregateError([cause]), sent)).toEqual({ reason, detail: code });
  });
});
