import { formatInstant } from '../../../shared/beijing-time.ts';
import type { OwnProblem } from '../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';

const DAY_MS = 86_400_000;
/** A clock set to another time zone is no reason to refuse. */
const TOLERANCE_MS = DAY_MS;
/** Nothing signed for this long: more likely the clock is wrong than that operations slept. */
const MAX_AHEAD_DAYS = 400;

export interface KnownInstants {
  /** Signatures that were verified: the newest one dates the present from below, and roughly from above. */
  readonly signed: readonly Date[];
  /** Newest check run on this PC; null when there is none. */
  readonly lastRun: Date | null;
}

const newest = (instants: readonly Date[]): Date =>
  instants.reduce((latest, other) => (other > latest ? other : latest), new Date(0));

export type ClockProblem = OwnProblem<'clock-behind' | 'clock-ahead'>;

/** Expiry means something only when the clock does. */
export function checkClock(now: Date, { signed, lastRun }: KnownInstants): Result<null, ClockProblem> {
  const newestSigned = newest(signed);
  const latestSensible = new Date(newestSigned.getTime() + MAX_AHEAD_DAYS * DAY_MS);
  // A run made while the clock was far ahead must not hold back the clock that was put right.
  const floor = lastRun !== null && lastRun <= latestSensible ? newest([newestSigned, lastRun]) : newestSigned;
  if (now.getTime() < floor.getTime() - TOLERANCE_MS)
    return fail('clock-behind', { now: formatInstant(now), floor: formatInstant(floor) });
  if (now > latestSensible)
    return fail('clock-ahead', { now: formatInstant(now), signed: formatInstant(newestSigned) });
  return succeed(null);
}
