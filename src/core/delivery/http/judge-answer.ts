import type { TryOutcome } from '../channel.ts';
import type { Answer, Silence } from './exchange.ts';

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
  // Whoever redirects or shows a page is between us and the receiver: nothing arrived there.
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

/** A receiver that asks for more is asked again after a day. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * RFC 9110, 10.2.3: seconds, or a date.
 * @param date the answer's own `Date`, by which a date is counted whatever this PC's clock says.
 * @returns milliseconds, null when nothing readable was said.
 */
export function retryAfterMs(header: string | undefined, date: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const seconds = /^\s*(\d+)\s*$/.exec(header);
  if (seconds !== null) return Math.min(Number(seconds[1]) * 1000, LONGEST_MS);
  const at = Date.parse(header);
  if (Number.isNaN(at)) return null;
  const said = Date.parse(date ?? '');
  return Math.min(Math.max(at - (Number.isNaN(said) ? now.getTime() : said), 0), LONGEST_MS);
}

/** Below this, a refused signature has another reason than the clock. */
const TOLERANCE_MS = 60_000;

/** The PC's clock, corrected by what servers said in their `Date`. In memory only: clocks get set right. */
export class ServerClock {
  readonly #now: () => Date;
  #offsetMs = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now().getTime() + this.#offsetMs);
  }

  /** @returns true when the time used so far was wrong by more than a minute and is corrected now. */
  correctBy(date: string | undefined): boolean {
    const said = Date.parse(date ?? '');
    if (Number.isNaN(said) || Math.abs(said - this.now().getTime()) <= TOLERANCE_MS) return false;
    this.#offsetMs = said - this.#now().getTime();
    return true;
  }
}
