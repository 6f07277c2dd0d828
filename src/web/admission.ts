import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { PeerAccount } from './peer-account.ts';

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

/** A browser that starts for the first time after a boot, from a hard disk, takes up to half a minute. */
const VALID_MS = 90_000;

/**
 * What becomes of a ticket that is offered: `welcome` once; `refused` when it was never issued, is too old or was used by this
 * account already; `other-account` never uses it up; `used-twice` when nobody can determine which of the two was the browser.
 */
export type LaunchAnswer = 'welcome' | 'refused' | 'other-account' | 'used-twice';

export interface LaunchTickets {
  /** A new ticket, for the argument list of a browser, where other accounts may read it. */
  issue(): string;
  redeem(ticket: string, account: PeerAccount): LaunchAnswer;
}

/**
 * Tickets that are exchanged for the token of the web host, so that the token itself is in no argument list.
 * @param now monotonic milliseconds.
 */
export function createLaunchTickets(now: () => number = () => performance.now()): LaunchTickets {
  const issued = new Map<string, { readonly until: number; used: boolean }>();
  return {
    issue() {
      const ticket = randomBytes(24).toString('base64url');
      issued.set(ticket, { until: now() + VALID_MS, used: false });
      return ticket;
    },
    redeem(ticket, account) {
      const found = issued.get(ticket);
      if (found === undefined) return 'refused';
      if (account === 'other') return 'other-account';
      if (found.used && account === 'unknown') {
        issued.delete(ticket);
        return 'used-twice';
      }
      if (found.used || now() > found.until) return 'refused';
      found.used = true;
      return 'welcome';
    },
  };
}
