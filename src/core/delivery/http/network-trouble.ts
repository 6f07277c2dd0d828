import type { DeliveryReason } from '../../../shared/domain/delivery.ts';
import { messageOf } from '../../platform/message-of.ts';

const NO_NETWORK: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EDNS',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
]);
const NO_ANSWER: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ETIMEDOUT']);
/** Codes of OpenSSL, BoringSSL and of Node's checks of a certificate. */
const TLS = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|^EPROTO$/;

/** The code of the operating system or of Node; of several addresses tried, that of the first. */
export function codeOf(cause: unknown): string | null {
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : null;
}

/** @param sent whether the connection was complete, so that something may have left the PC. */
export function troubleWith(cause: unknown, sent: boolean): { reason: DeliveryReason; detail: string } {
  if (cause instanceof DOMException)
    return { reason: 'no-answer', detail: cause.name === 'TimeoutError' ? 'timeout' : 'cancelled' };
  const code = codeOf(cause);
  const detail = code ?? messageOf(cause);
  if (code !== null && NO_NETWORK.has(code)) return { reason: 'no-network', detail };
  if (code !== null && NO_ANSWER.has(code)) return { reason: 'no-answer', detail };
  if (code !== null && TLS.test(code)) return { reason: 'tls', detail };
  // HPE: what came back is no HTTP.
  if (code?.startsWith('HPE_') === true) return { reason: 'not-our-answer', detail };
  return { reason: sent || code === 'ECONNRESET' ? 'connection-cut' : 'no-answer', detail };
}
