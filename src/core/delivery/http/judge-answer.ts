import type { TryOutcome } from '../channel.ts';
import type { Answer, Silence } from './exchange.ts';
import { retryAfterMs } from './retry-after.ts';

export const silent = ({ sent, reason, detail }: Silence): TryOutcome => ({
  result: sent ? 'uncertain' : 'unreachable',
  reason,
  detail,
});

/** Sign-in pages of school networks come with status 200 as well, and not always under their right type. */
export function isHtml({ headers, body }: Answer): boolean {
  if (/\bx?html\b/i.test(headers['content-type'] ?? '')) return true;
  return /^\s*<(!doctype|html|head|body|script|meta)\b/i.test(Buffer.from(body.subarray(0, 512)).toString('utf8'));
}

/** What a status means whoever answers; null: 2xx that may be the receiver's, its body decides. */
export function judgeStatus(answer: Answer, now: Date): TryOutcome | null {
  const { status, headers } = answer;
  const detail = `HTTP ${status}`;
  // Whoever redirects or shows a page stands between us and the receiver: nothing arrived there.
  if ((status >= 300 && status <= 399) || status === 407 || status === 511 || (status <= 299 && isHtml(answer)))
    return { result: 'unreachable', reason: 'captive-portal', detail };
  if (status >= 200 && status <= 299) return null;
  const wait = retryAfterMs(headers['retry-after'], headers.date, now);
  if (status === 429) return { result: 'later', reason: 'throttled', detail, retryAfterMs: wait };
  // A gateway that lost its server cannot know how far the server had come.
  if (status === 502 || status === 504) return { result: 'uncertain', reason: 'server-trouble', detail };
  if (status >= 500 || status === 408 || status === 425)
    return { result: 'later', reason: 'server-trouble', detail, retryAfterMs: wait };
  if (status === 401 || status === 403) return { result: 'channel-unusable', reason: 'credentials', detail };
  if (status === 410) return { result: 'channel-unusable', reason: 'gone', detail };
  if (status === 413) return { result: 'rejected', reason: 'too-large', detail };
  if (status === 404 || status === 405)
    return { result: 'later', reason: 'not-our-answer', detail, retryAfterMs: wait };
  return { result: 'rejected', reason: 'refused', detail };
}
