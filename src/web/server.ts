import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/websocket';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import type { App } from '../core/app/app.ts';
import { createRouter } from '../core/app/router.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { createAdmission, PROTOCOL, createLaunchTickets } from './admission.ts';
import { answerMessages } from './answer-messages.ts';
import type { ConnectionLog } from './connection-log.ts';
import { peerAccount as askKernel, type PeerAccount } from './peer-account.ts';

/** A signed report with its photos, to be checked, is the largest thing a screen hands over; what is larger is not ours. */
const MAX_MESSAGE_BYTES = 48 << 20;

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Where a browser exchanges the ticket from its argument list for the token. */
const LAUNCH_PATH = '/launch';

/** A browser on this PC needs milliseconds; a peer that takes longer only holds a connection. Looking for those wakes an idle PC. All in milliseconds. */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
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
  /** Address to open, with the token of this start in its fragment. Not for argument lists: other accounts can read those. */
  readonly url: string;
  /** An address for the argument list of a browser: works once, within a minute and a half, for this account. */
  launchAddress(): string;
  close(): Promise<void>;
}

export interface BrowserLaunch {
  readonly peerAccount?: (socket: Socket) => Promise<PeerAccount>;
  /** What a browser shows whose ticket is not accepted. */
  readonly refusal: string;
  /** Another account offered a ticket that it can only have from an argument list. It was refused. */
  readonly otherAccount: () => void;
  /** A ticket came twice, and the system does not report from whom: connections are closed and `url` is a new one. */
  readonly usedTwice: () => void;
}

const NO_BROWSER: BrowserLaunch = { refusal: '', otherAccount: () => undefined, usedTwice: () => undefined };

export interface WebHostOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly launch?: BrowserLaunch;
  readonly log?: ConnectionLog;
}

/**
 * Serves the screens and the contract on loopback.
 * @param screens folder of the built renderer.
 */
export async function startWebHost(
  app: App,
  screens: string,
  { port = 0, launch = NO_BROWSER, log = { note: () => undefined } }: WebHostOptions = {},
): Promise<Result<WebHost>> {
  const files = sirv(screens, { etag: false, dotfiles: false });
  const answerRequest = (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const answer = (status: number) => void response.writeHead(status).end();
    if (!admission.isOurHost(request)) answer(421);
    else if (request.method !== 'GET' && request.method !== 'HEAD') answer(405);
    else if (request.url?.startsWith(`${LAUNCH_PATH}?`) === true) redeemTicket(request, response);
    else files(withoutHeaders(request), response, () => answer(404));
  };
  const failed = (response: ServerResponse, cause: unknown) => {
    log.note('request-failed', cause);
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  };
  // An `import` would load Node's whole web client, because that module also exports `WebSocket`: 2 MB.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer(PATIENCE, (request, response) => {
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    // The file server pipes a file into the answer and does not listen for the file to fail.
    response.on('pipe', (file) => file.once('error', (cause) => failed(response, cause)));
    try {
      answerRequest(request, response);
    } catch (cause) {
      failed(response, cause);
    }
  });
  server.on('clientError', (cause: NodeJS.ErrnoException, socket) => {
    // A peer that hung up hears no answer.
    if (!socket.writable || cause.code === 'ECONNRESET') socket.destroy();
    else refuse(socket, CLIENT_ERRORS[cause.code ?? ''] ?? '400 Bad Request');
  });
  const admission = createAdmission(() => (server.address() as AddressInfo | null)?.port ?? 0);
  const tickets = createLaunchTickets();
  /** A redirect, so that neither the ticket nor the token stays in the history of the browser. */
  const answerLaunch = async (request: IncomingMessage, response: ServerResponse) => {
    const ticket = new URLSearchParams(request.url?.slice(LAUNCH_PATH.length)).get('ticket') ?? '';
    const account = await (launch.peerAccount ?? askKernel)(request.socket);
    const answer = request.method === 'GET' ? tickets.redeem(ticket, account) : 'refused';
    if (answer === 'welcome') {
      response.writeHead(303, { location: `/#token=${admission.token}` }).end();
      return;
    }
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(launch.refusal);
    if (answer === 'other-account') launch.otherAccount();
    if (answer !== 'used-twice') return;
    admission.renew();
    for (const connection of sockets.clients) connection.terminate();
    launch.usedTwice();
  };
  const redeemTicket = (request: IncomingMessage, response: ServerResponse) =>
    void answerLaunch(request, response).catch((cause: unknown) => failed(response, cause));
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
        answerMessages(connection, contract, (cause) => log.note('message-refused', cause));
      });
    } catch (cause) {
      log.note('connection-failed', cause);
      refuse(socket, '400 Bad Request');
    }
  });
  const refused = await new Promise<Error | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  if (refused !== null) return fail('port-unusable', { port, detail: refused.message });
  server.on('error', (cause) => log.note('server-failed', cause));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return succeed({
    get url() {
      return `${origin}/#token=${admission.token}`;
    },
    launchAddress: () => `${origin}${LAUNCH_PATH}?ticket=${tickets.issue()}`,
    async close() {
      for (const connection of sockets.clients) connection.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  });
}
