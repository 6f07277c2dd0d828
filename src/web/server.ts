import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/websocket';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import type { App } from '../core/app.ts';
import { createRouter } from '../core/router.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { createAdmission, PROTOCOL } from './admission.ts';
import { answerMessages } from './answer-messages.ts';
import type { IncidentLog } from './incident-log.ts';

/** A signed report with its photos, to be checked, is the largest thing a screen hands over; what is larger is not ours. */
const MAX_MESSAGE_BYTES = 48 << 20;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws://127.0.0.1:* ws://localhost:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** A browser on this PC needs milliseconds; a peer that takes longer only holds a connection. All in milliseconds. */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};

/** Node's codes for what a peer sent instead of a request. */
const CLIENT_ERRORS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * All that the file server gets of a request. It believes headers: a `Range` that ends before it begins made it throw, which
 * ended the whole program.
 */
const withoutHeaders = ({ method, url }: IncomingMessage): IncomingMessage =>
  ({ method, url, headers: {} }) as IncomingMessage;

/** Answers with a status alone and closes the socket from this side too, whatever the peer does. */
function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
}

export interface WebHost {
  /** Address to open, with the one-time token in its fragment. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the screens and the contract on loopback.
 * @param screens folder of the built renderer.
 * @param port 0 takes a free one.
 */
export async function startWebHost(
  app: App,
  screens: string,
  port = 0,
  incidents: IncidentLog = { note: () => undefined },
): Promise<Result<WebHost>> {
  const files = sirv(screens, { etag: false, dotfiles: false });
  const answerRequest = (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const answer = (status: number) => void response.writeHead(status).end();
    if (!admission.isOurHost(request)) answer(421);
    else if (request.method !== 'GET' && request.method !== 'HEAD') answer(405);
    else files(withoutHeaders(request), response, () => answer(404));
  };
  const server = http.createServer(PATIENCE, (request, response) => {
    const failed = (cause: unknown) => {
      incidents.note('request-failed', cause);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    };
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    // The file server pipes a file into the answer and does not listen for the file to fail.
    response.on('pipe', (file) => file.once('error', failed));
    try {
      answerRequest(request, response);
    } catch (cause) {
      failed(cause);
    }
  });
  server.on('clientError', (cause: NodeJS.ErrnoException, socket) => {
    // Whoever hung up hears no answer.
    if (!socket.writable || cause.code === 'ECONNRESET') socket.destroy();
    else refuse(socket, CLIENT_ERRORS[cause.code ?? ''] ?? '400 Bad Request');
  });
  const admission = createAdmission(() => (server.address() as AddressInfo | null)?.port ?? 0);
  const sockets = new WebSocketServer({
    // One at a time: a request takes longer to decode than its own cancel, which would be heard before it and lost.
    allowSynchronousEvents: false,
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => PROTOCOL,
  });
  const contract = new RPCHandler(createRouter(app));
  server.on('upgrade', (request, socket, head) => {
    // From here on nobody else listens: without this a peer that hangs up would end the whole host.
    socket.on('error', () => socket.destroy());
    try {
      if (!admission.mayConnect(request)) {
        refuse(socket, '403 Forbidden');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (connection) => {
        // What is no WebSocket message (too large, unmasked, not UTF-8) comes as an error; that peer is not ours.
        connection.on('error', () => connection.terminate());
        answerMessages(connection, contract, (cause) => incidents.note('message-refused', cause));
      });
    } catch (cause) {
      incidents.note('connection-failed', cause);
      refuse(socket, '400 Bad Request');
    }
  });
  const refused = await new Promise<Error | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  if (refused !== null) return fail('port-unusable', { port, detail: refused.message });
  server.on('error', (cause) => incidents.note('server-failed', cause));
  return succeed({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/#token=${admission.token}`,
    async close() {
      for (const connection of sockets.clients) connection.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  });
}
