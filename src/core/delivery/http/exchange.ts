import http from 'node:http';
import https from 'node:https';
import type { ClientRequest, IncomingHttpHeaders } from 'node:http';
import type { DeliveryReason } from '../../../shared/domain/delivery.ts';
import { trustedBesides } from '../trusted-certificates.ts';
import { troubleWith } from './network-trouble.ts';

/** How long one exchange may take, from the first packet to the last byte. */
export const EXCHANGE_TIMEOUT_MS = 20_000;

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
 * One request and its answer on a connection of its own; redirects are answers. Not by `fetch`, which does not tell whether a
 * request had left the PC when it failed, and whose kept connections fail after the server closed them.
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
    let client: ClientRequest;
    try {
      client = (secure ? https : http).request(url, {
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
