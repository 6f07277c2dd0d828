import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Browsers cannot set headers on a WebSocket, so the token travels as a second sub-protocol. */
export const PROTOCOL = 'vrlab.v1';
const TOKEN_PREFIX = 'token.';

export interface Admission {
  /** Goes into the URL fragment, which a browser never sends to any server. */
  readonly token: string;
  /** Another token from now on. Connections that were admitted with the old one stay. */
  renew(): void;
  /** A foreign Host header means DNS rebinding: a web page elsewhere talks to us under its own name. */
  isOurHost(request: IncomingMessage): boolean;
  /** Socket requests only: our own page, with the token. */
  mayConnect(request: IncomingMessage): boolean;
}

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** @param port of the listening server. */
export function createAdmission(port: () => number): Admission {
  const draw = () => randomBytes(24).toString('base64url');
  let token = draw();
  const hosts = () => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  const isOurHost = (request: IncomingMessage) => hosts().includes(request.headers.host ?? '');
  return {
    get token() {
      return token;
    },
    renew: () => void (token = draw()),
    isOurHost,
    mayConnect(request) {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((it) => it.trim());
      const given = offered.find((it) => it.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length) ?? '';
      return (
        isOurHost(request) &&
        request.url === '/api' &&
        request.headers.origin === `http://${request.headers.host}` &&
        equal(given, token)
      );
    },
  };
}
