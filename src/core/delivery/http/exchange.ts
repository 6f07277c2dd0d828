import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { DeliveryReason } from '../../../shared/domain/delivery.ts';
import { messageOf } from '../../platform/message-of.ts';
import { VERSION } from '../../platform/version.ts';
import { type ChannelEnvironment, trustedBesides } from '../channel.ts';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Of the answer's body; what is longer is cut off and marked. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** PEM certificates trusted besides those the program trusts anyway. */
  readonly extraCertificates: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** Longer than allowed: only its beginning is here. */
  readonly cut: boolean;
}

/** `sent: false`: the connection was never complete, so nothing can have arrived. */
export interface Silence {
  readonly sent: boolean;
  readonly reason: DeliveryReason;
  readonly detail: string;
}

export type Exchanged = { readonly answer: Answer } | { readonly silence: Silence };

/** Plain http is for a server on this very PC. */
export const isSafeUrl = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));

export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|localhost|\[::1\]|::1)$/i.test(host);

/**
 * One request and its answer on a connection of its own; redirects are answers. Not by `fetch`, which does not report whether a
 * request had left the PC when it failed, and whose open connections fail after the server closed them.
 */
export function exchange(request: ExchangeRequest): Promise<Exchanged> {
  const { url, method, headers, body, timeoutMs, extraCertificates } = request;
  if (!isSafeUrl(url))
    return Promise.resolve({ silence: { sent: false, reason: 'tls', detail: 'http is for this PC only' } });
  const deadline = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  const secure = url.protocol === 'https:';
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  return new Promise((resolve) => {
    let sent = false;
    const fail = (cause: unknown) => {
      const troubled: unknown = deadline.aborted ? deadline.reason : cause;
      resolve({ silence: { sent, ...troubleWith(troubled, sent) } });
    };
    // Not imported: `node:http` brings Node's whole web client along, 2 MB in a host that sends nothing.
    const { request: open } = process.getBuiltinModule(secure ? 'node:https' : 'node:http');
    let client: ClientRequest;
    try {
      client = open(url, {
        method,
        headers: { ...headers, ...length, 'accept-encoding': 'identity' },
        agent: false,
        signal: deadline,
        ...(secure && extraCertificates.length > 0 && { ca: trustedBesides(extraCertificates) }),
      });
    } catch (cause) {
      // A header that HTTP cannot carry, e.g. a token with a line break.
      return fail(cause);
    }
    client.once('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (sent = true)));
    client.on('error', fail);
    // An answer may end without a response: one that switches to another protocol, for example.
    client.once('close', () => fail(new Error('closed without an answer')));
    client.once('response', (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const answer = (cut: boolean) =>
        resolve({ answer: { status, headers: answered, body: Buffer.concat(chunks), cut } });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk.subarray(0, request.maxBytes - bytes));
        bytes += chunk.length;
        if (bytes <= request.maxBytes) return;
        answer(true);
        client.destroy();
      });
      response.once('end', () => answer(false));
      response.on('error', fail);
    });
    client.end(body);
  });
}

/** Answers of receivers are a line or two. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Posts a JSON text. */
export const postJson = (
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  { timeoutMs, extraCertificates }: ChannelEnvironment,
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
