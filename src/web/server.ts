import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import type { App } from '../core/app.ts';
import { createRouter } from '../core/router.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { createAdmission, PROTOCOL } from './admission.ts';
import { createLaunchTickets } from './launch-tickets.ts';
import { peerAccount as askKernel, type PeerAccount } from './peer-account.ts';

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

/** Where a browser exchanges the ticket from its argument list for the token. */
const LAUNCH_PATH = '/launch';

/** Answers 403 and closes the socket from this side too, whatever the peer does. */
function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', () => socket.destroy());
}

export interface WebHost {
  /** Address to open, with the token of this start in its fragment. Not for argument lists: other accounts can read those. */
  readonly url: string;
  /** An address for the argument list of a browser: works once, within a minute and a half, for this account. */
  launchAddress(): string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly peerAccount?: (socket: Socket) => Promise<PeerAccount>;
  /** What a browser shows whose ticket is not accepted. */
  readonly refusal: string;
  /** Another account offered a ticket that it can only have from an argument list. It was refused. */
  readonly otherAccount: () => void;
  /** A ticket came twice, and the system does not report from whom: connections are closed and `url` is a new one. */
  readonly usedTwice: () => void;
}

const NO_BROWSER: LaunchOptions = { refusal: '', otherAccount: () => undefined, usedTwice: () => undefined };

/**
 * Serves the screens and the contract on loopback.
 * @param screens folder of the built renderer.
 * @param port 0 takes a free one.
 */
export async function startWebHost(
  app: App,
  screens: string,
  port = 0,
  { refusal, otherAccount, usedTwice, peerAccount = askKernel }: LaunchOptions = NO_BROWSER,
): Promise<Result<WebHost>> {
  const files = sirv(screens, { etag: false, dotfiles: false });
  const server = http.createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const answer = (status: number) => void response.writeHead(status).end();
    if (!admission.isOurHost(request)) answer(421);
    else if (request.method !== 'GET' && request.method !== 'HEAD') answer(405);
    else if (request.url?.startsWith(`${LAUNCH_PATH}?`) === true) void launch(request, response);
    else files(request, response, () => answer(404));
  });
  const admission = createAdmission(() => (server.address() as AddressInfo | null)?.port ?? 0);
  const tickets = createLaunchTickets();
  /** A redirect, so that neither the ticket nor the token stays in the history of the browser. */
  const launch = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const ticket = new URLSearchParams(request.url?.slice(LAUNCH_PATH.length)).get('ticket') ?? '';
    const answer = request.method === 'GET' ? tickets.redeem(ticket, await peerAccount(request.socket)) : 'refused';
    if (answer === 'welcome') {
      response.writeHead(303, { location: `/#token=${admission.token}` }).end();
      return;
    }
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(refusal);
    if (answer === 'other-account') otherAccount();
    if (answer !== 'used-twice') return;
    admission.renew();
    for (const connection of sockets.clients) connection.terminate();
    usedTwice();
  };
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
    if (!admission.mayConnect(request)) {
      refuse(socket);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      // What is no WebSocket message (too large, unmasked, not UTF-8) comes as an error; that peer is not ours.
      connection.on('error', () => connection.terminate());
      void contract.upgrade(connection);
    });
  });
  const refused = await new Promise<Error | null>((resolve) => {
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  if (refused !== null) return fail('port-unusable', { port, detail: refused.message });
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
