import { createHash } from 'node:crypto';
import os from 'node:os';
import { DAY_MS } from '../../../shared/beijing-time.ts';

const MINUTE_MS = 60_000;

export interface LookHistory {
  /** When this program started. */
  readonly startedAt: Date;
  /** When the source was last looked at; null: never. */
  readonly lastAt: Date | null;
  /** When it was last looked at with success. */
  readonly lastGoodAt: Date | null;
}

/** A class switches forty PCs on at once: their looks are spread over this time after the start. */
const AFTER_START_MS = { from: MINUTE_MS, to: 10 * MINUTE_MS };
/** A source that failed is left alone for so long. */
const AFTER_FAILURE_MS = { from: 60 * MINUTE_MS, to: 120 * MINUTE_MS };

const spreadOver = ({ from, to }: { readonly from: number; readonly to: number }, spread: number): number =>
  from + (to - from) * spread;

/**
 * When to look at the source next: once a day at a time of this PC's own, or soon where the last success is older than a day.
 * @param spread of this PC, from 0 to 1. Pure.
 */
export function nextLookAt(now: Date, { startedAt, lastAt, lastGoodAt }: LookHistory, spread: number): Date {
  // A look in the future was made before the clock was set back.
  const known = (at: Date | null): number | null => (at === null || at > now ? null : at.getTime());
  const [last, lastGood] = [known(lastAt), known(lastGoodAt)];
  const afterStart = startedAt.getTime() + spreadOver(AFTER_START_MS, spread);
  if (lastGood === null || now.getTime() - lastGood >= DAY_MS) {
    const failed = last !== null && last !== lastGood;
    return new Date(Math.max(afterStart, failed ? last + spreadOver(AFTER_FAILURE_MS, spread) : 0));
  }
  const ownTime = Math.floor(lastGood / DAY_MS) * DAY_MS + spread * DAY_MS;
  const next = ownTime > lastGood ? ownTime : ownTime + DAY_MS;
  return new Date(Math.max(afterStart, Math.min(next, lastGood + DAY_MS)));
}

/** A number from 0 to 1 of this PC, the same at every start; PCs with copies of one disk have different ones. It stays here. */
export function spreadOfPc(): number {
  const addresses = Object.values(os.networkInterfaces()).flatMap((found) => found?.map(({ mac }) => mac) ?? []);
  const name = [os.hostname(), ...new Set(addresses.toSorted())].join(' ');
  return createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;
}
