import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { VERSION } from '../platform/version.ts';
import type { DeskKey } from '../published/policy-schema.ts';
import { readApart } from '../platform/untrusted/read-apart.ts';
import { statusUpdatesReader } from './untrusted-readers.ts';
import { exchange, isSafeUrl } from './http/exchange.ts';
import { isHtml } from './http/judge-answer.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { MAX_SIGNED_BYTES } from '../signing/signed-file.ts';
import type { VerifiedUpdates } from './status-updates.ts';
import type { DeliverySurroundings } from './surroundings.ts';

/** Where the secret of the endpoint is kept: `{ token }`, sent as a bearer token. */
export const UPDATES_SECRET = 'updates';

export interface UpdatesEndpoint {
  readonly url: string;
  /** Null: it asks for none. */
  readonly secrets: Secrets | null;
  /** Of the last answer; null at first. */
  readonly etag: string | null;
}

/** `updates` is null when nothing changed since that ETag. */
export interface Poll {
  readonly updates: VerifiedUpdates | null;
  readonly etag: string | null;
}

/** Asks the endpoint once for status updates: the same signed file as by hand, verified the same way. */
export async function pollUpdates(
  { url, secrets, etag }: UpdatesEndpoint,
  deskKeys: readonly DeskKey[],
  { timeoutMs, extraCertificates }: DeliverySurroundings,
  signal: AbortSignal,
): Promise<Result<Poll>> {
  const address = URL.parse(url);
  if (address === null || !isSafeUrl(address)) return fail('updates-address-unusable');
  // The query of an address may hold a secret.
  const place = `${address.origin}${address.pathname}`;
  const unreachable = (detail: string) => fail('updates-unreachable', { address: place, detail });
  const token = secrets?.['token']?.trim();
  const asked = await exchange({
    method: 'GET',
    url: address,
    headers: {
      accept: 'application/json',
      'user-agent': `vrlab-check/${VERSION}`,
      ...(etag !== null && { 'if-none-match': etag }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    maxBytes: MAX_SIGNED_BYTES,
    timeoutMs,
    signal,
    extraCertificates,
  });
  if ('silence' in asked) return unreachable(asked.silence.detail);
  const { answer } = asked;
  const { status } = answer;
  if (status === 304 && etag !== null) return succeed({ updates: null, etag });
  if (status === 401 || status === 403) return fail('updates-refused', { address: place, status });
  if (status !== 200) return unreachable(`HTTP ${status}`);
  if (isHtml(answer)) return fail('updates-captive-portal', { address: place });
  if (answer.cut) return fail('signed-file-too-large', { file: place, kilobytes: MAX_SIGNED_BYTES / 1000 });
  const updates = await readApart(statusUpdatesReader, { file: place, bytes: answer.body, deskKeys }, signal);
  return updates.ok ? succeed({ updates: updates.value, etag: answer.headers.etag ?? null }) : updates;
}
