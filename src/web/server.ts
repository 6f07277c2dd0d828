import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import type { App } from '../core/app.ts';
import { createRouter } from '../core/router.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { createAdmission, PROTOCOL } from './admission.ts';

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

/** Answers 403 and closes the socket from this side too, whatever the peer does. */
function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', () => socket.destroy());
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
export async function startWebHost(app: App, screens: string, port = 0): Promise<Result<WebHost>> {
  const files = sirv(screens, { etag: false, dotfiles: false });
  const server = http.createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const answer = (status: number) => void response.writeHead(status).end();
    if (!admission.isOurHost(request)) answer(421);
    else if (request.method !== 'GET' && request.method !== 'HEAD') answer(405);
    else files(request, response, () => answer(404));
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
