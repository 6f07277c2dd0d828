import type { DeliveryReason } from '../../../shared/domain/delivery.ts';
import type { TryOutcome } from '../channel.ts';
import { troubleWith } from '../http/network-trouble.ts';

/** What nodemailer tells of a failure. */
interface SmtpFailure {
  /** `EAUTH`, `ETLS`, `ESOCKET` … */
  readonly code?: string;
  /** What the operating system called it. */
  readonly originalCode?: string;
  readonly command?: string;
  /** The server's answer and its number. */
  readonly response?: string;
  readonly responseCode?: number;
  readonly message?: string;
}

/** 552 and 523: more than the server takes; 530, 534, 535, 538: not without other credentials. */
const TOO_LARGE: ReadonlySet<number> = new Set([552, 523]);
const CREDENTIALS: ReadonlySet<number> = new Set([530, 534, 535, 538]);

const OWN_WORDS: Readonly<Record<string, DeliveryReason>> = {
  ECONNECTION: 'connection-cut',
  EPROTOCOL: 'not-our-answer',
};

/** @param dataBegan the server had asked for the message: it may have it whole. */
export function judgeSmtpFailure(cause: unknown, dataBegan: boolean): TryOutcome {
  const { code, originalCode, response, responseCode, command, message } = (cause ?? {}) as SmtpFailure;
  const detail = response ?? message ?? String(cause);
  if (responseCode !== undefined && code !== 'ETLS') {
    if (responseCode < 500) return { result: 'later', reason: 'server-trouble', detail, retryAfterMs: null };
    if (TOO_LARGE.has(responseCode)) return { result: 'rejected', reason: 'too-large', detail };
    if (code === 'EAUTH' || CREDENTIALS.has(responseCode))
      return { result: 'channel-unusable', reason: 'credentials', detail };
    // Refused before it heard of the message: it wants nothing of this PC.
    if (command === 'CONN' || command === 'EHLO' || command === 'HELO')
      return { result: 'channel-unusable', reason: 'refused', detail };
    return { result: 'rejected', reason: 'refused', detail };
  }
  if (code === 'EAUTH') return { result: 'channel-unusable', reason: 'credentials', detail };
  if (code === 'ETLS') return { result: 'unreachable', reason: 'tls', detail };
  // The server announced how much it takes.
  if (code === 'EMESSAGE') return { result: 'rejected', reason: 'too-large', detail };
  if (code === 'EENVELOPE') return { result: 'rejected', reason: 'refused', detail };
  const trouble = troubleWith(originalCode === undefined ? cause : { code: originalCode }, dataBegan);
  const reason = OWN_WORDS[code ?? ''] ?? trouble.reason;
  return { result: dataBegan ? 'uncertain' : 'unreachable', reason, detail };
}
