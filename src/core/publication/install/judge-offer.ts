import type { OwnProblem } from '../../../shared/domain/problem.ts';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { RollbackGuard } from '../rollback-guard.ts';
import type { RoleName } from '../trust/metadata.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';

/** Publications that this PC knows when one is offered. */
export interface KnownPublications {
  /** The embedded publication: no older one is ever accepted. Null where an own root was set. */
  readonly embedded: VerifiedPublication | null;
  /** The publication in use; its version numbers count while one of the keys that signed them is still valid. */
  readonly accepted: VerifiedPublication | null;
  /** The rollback guard, as far as it is valid under the offered root. */
  readonly guard: RollbackGuard | null;
}

const rollback = (what: string, found: string | number, known: string | number): Result<never> =>
  fail('publication-rollback', { what, found, known });

const shareKey = (one: VerifiedPublication, other: VerifiedPublication, role: RoleName): boolean => {
  const keys = new Set(one.root.roles[role].keyIDs);
  return other.root.roles[role].keyIDs.some((key) => keys.has(key));
};

/** Refuses an offer that is older than what was here before. Version numbers of replaced keys do not count (fast-forward attack). */
export function requireNotOlder(
  offer: VerifiedPublication,
  { embedded, accepted, guard }: KnownPublications,
): Result<null> {
  const root = offer.root.version;
  if (guard !== null && root < guard.root) return rollback('root', root, guard.root);
  if (embedded !== null && offer.version < embedded.version)
    return rollback('targets', offer.version, embedded.version);
  if (guard !== null && offer.version < guard.version) return rollback('targets', offer.version, guard.version);
  const installed = accepted === null ? succeed(null) : requireNotBefore(offer, accepted);
  if (!installed.ok) return installed;
  if (guard !== null && offer.signedAt < guard.signedAt)
    return rollback('timestamp', formatInstant(offer.signedAt), formatInstant(guard.signedAt));
  return succeed(null);
}

function requireNotBefore(offer: VerifiedPublication, accepted: VerifiedPublication): Result<null> {
  if (shareKey(offer, accepted, 'targets') && offer.version < accepted.version)
    return rollback('targets', offer.version, accepted.version);
  if (shareKey(offer, accepted, 'snapshot') && offer.snapshotVersion < accepted.snapshotVersion)
    return rollback('snapshot', offer.snapshotVersion, accepted.snapshotVersion);
  if (shareKey(offer, accepted, 'timestamp') && offer.timestampVersion < accepted.timestampVersion)
    return rollback('timestamp', offer.timestampVersion, accepted.timestampVersion);
  return succeed(null);
}

/** Refuses an expired offer. A publication in use stays in use after its expiry. */
export const requireNotExpired = ({ expires }: Pick<VerifiedPublication, 'expires'>, now: Date): Result<null> =>
  now < expires.at
    ? succeed(null)
    : fail('publication-expired', { file: expires.file, date: formatInstant(expires.at).slice(0, 10) });

const DAY_MS = 86_400_000;
/** Tolerance for a clock that is set to another time zone. */
const TOLERANCE_MS = DAY_MS;
/** After more days than this without a newer signature, the clock is assumed to be wrong. */
const MAX_AHEAD_DAYS = 400;

export interface KnownInstants {
  /** Times of verified signatures: the present is after the newest one, and not too long after it. */
  readonly signed: readonly Date[];
  /** Time of the newest check on this PC; null when there is none. */
  readonly lastRun: Date | null;
}

const newest = (instants: readonly Date[]): Date =>
  instants.reduce((latest, other) => (other > latest ? other : latest), new Date(0));

export type ClockProblem = OwnProblem<'clock-behind' | 'clock-ahead'>;

/** Checks that the clock of this PC is plausible, because expiry depends on it. @returns `clock-behind`, `clock-ahead`. */
export function checkClock(now: Date, { signed, lastRun }: KnownInstants): Result<null, ClockProblem> {
  const newestSigned = newest(signed);
  const latestSensible = new Date(newestSigned.getTime() + MAX_AHEAD_DAYS * DAY_MS);
  // A check made while the clock was far ahead must not make the corrected clock look wrong.
  const floor = lastRun !== null && lastRun <= latestSensible ? newest([newestSigned, lastRun]) : newestSigned;
  if (now.getTime() < floor.getTime() - TOLERANCE_MS)
    return fail('clock-behind', { now: formatInstant(now), floor: formatInstant(floor) });
  if (now > latestSensible)
    return fail('clock-ahead', { now: formatInstant(now), signed: formatInstant(newestSigned) });
  return succeed(null);
}
