import { randomBytes } from 'node:crypto';
import type { PeerAccount } from './peer-account.ts';

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
