import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { LOOPBACK_CERTIFICATE } from './loopback-certificate.ts';

/** A request as it came in whole. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * What comes between a PC and a receiver. `…-after-taking`: the receiver has it, the PC never learns. A reply is given by
 * something that stands before the receiver.
 */
export type Trouble =
  | 'captive-portal'
  | 'redirect'
  | 'cut-at-once'
  | 'cut-in-request'
  | 'cut-after-taking'
  | 'cut-in-answer'
  | 'silent'
  | 'silent-after-taking'
  | 'endless-answer'
  | 'not-http'
  | Reply;

/** A real server on this machine. */
export interface LoopbackServer extends AsyncDisposable {
  /** Origin, without a slash at the end. */
  readonly url: string;
  /** Everything that was read whole, oldest first; also what the PC was not told about. */
  readonly received: readonly Received[];
  /** Set and cleared while it runs. */
  trouble: Trouble | null;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  /** With a certificate of its own, see `LOOPBACK_CERTIFICATE`. */
  readonly https?: boolean;
}

const PORTAL = '<!DOCTYPE html>\n<html><head><title>校园网登录</title></head><body>请先登录校园网</body></html>';

/** @param take what the receiver does with a request, and answers. */
export async function startServer(
  take: (request: Received) => Reply,
  { https = false }: LoopbackOptions = {},
): Promise<LoopbackServer> {
  const received: Received[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { trouble } = server;
    if (trouble === 'cut-in-request') {
      request.socket.destroy();
      return;
    }
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.once('end', () => {
      const whole: Received = {
        method: request.method ?? '',
        url: new URL(request.url ?? '', server.url),
        headers: request.headers,
        body,
      };
      answer(whole, trouble, response);
    });
  };
  const answer = (request: Received, trouble: Trouble | null, response: ServerResponse): void => {
    if (trouble === 'silent') return;
    if (trouble === 'captive-portal') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PORTAL);
    } else if (trouble === 'redirect') {
      response.writeHead(302, { location: `${server.url}/login` }).end();
    } else if (trouble === 'not-http') {
      response.socket?.end('220 mail.example.edu ESMTP\r\n');
    } else if (trouble === 'endless-answer') {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    } else if (trouble !== null && typeof trouble === 'object') {
      send(trouble, response);
    } else {
      received.push(request);
      const reply = take(request);
      if (trouble === 'cut-after-taking') response.socket?.destroy();
      else if (trouble === 'cut-in-answer') {
        response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"err', () => response.socket?.destroy());
      } else if (trouble === null) send(reply, response);
    }
  };
  const node = https ? createHttpsServer(LOOPBACK_CERTIFICATE, handle) : createHttpServer(handle);
  node.on('connection', (socket) => {
    if (server.trouble === 'cut-at-once') socket.destroy();
  });
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      node.close(() => resolve());
      node.closeAllConnections();
    });
  const server: LoopbackServer = {
    url: `${https ? 'https' : 'http'}://127.0.0.1:${(node.address() as AddressInfo).port}`,
    received,
    trouble: null,
    close,
    [Symbol.asyncDispose]: close,
  };
  return server;
}

function send({ status = 200, headers = {}, body = '' }: Reply, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** An address on which nobody listens. */
export async function deadAddress(): Promise<string> {
  const server = await startServer(() => ({}));
  await server.close();
  return server.url;
}
