import { VERSION } from '../../platform/version.ts';
import type { DeliverySurroundings } from '../surroundings.ts';
import { exchange, type Exchanged } from './exchange.ts';

/** Answers of receivers are a line or two. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Posts a JSON text. */
export const postJson = (
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  { timeoutMs, extraCertificates }: DeliverySurroundings,
  signal: AbortSignal,
): Promise<Exchanged> =>
  exchange({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json',
      'user-agent': `vrlab-check/${VERSION}`,
      ...headers,
    },
    body: Buffer.from(body),
    maxBytes: MAX_ANSWER_BYTES,
    timeoutMs,
    signal,
    extraCertificates,
  });
