import { formatInstant } from '../../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { RollbackGuard } from '../rollback-guard.ts';
import type { RoleName } from '../trust/metadata.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';

/** What this PC knows when a publication is offered. */
export interface KnownPublications {
  /** Came with the program: no publication before it is ever accepted. Null where an own root was set. */
  readonly embedded: VerifiedPublication | null;
  /** In use now; its numbers count while a key that stands behind them does. */
  readonly accepted: VerifiedPublication | null;
  /** What the places outside the publications remember, as far as the offered root lets it count. */
  readonly mark: RollbackGuard | null;
}

const rollback = (what: string, found: string | number, known: string | number): Result<never> =>
  fail('publication-rollback', { what, found, known });

const shareKey = (one: VerifiedPublication, other: VerifiedPublication, role: RoleName): boolean => {
  const keys = new Set(one.root.roles[role].keyIDs);
  return other.root.roles[role].keyIDs.some((key) => keys.has(key));
};

/** Is it older than what was here before? After keys were replaced, their old numbers count no more (fast-forward attack). */
export function requireNotOlder(
  offer: VerifiedPublication,
  { embedded, accepted, mark }: KnownPublications,
): Result<null> {
  const root = offer.root.version;
  if (mark !== null && root < mark.root) return rollback('root', root, mark.root);
  if (embedded !== null && offer.version < embedded.version)
    return rollback('targets', offer.version, embedded.version);
  if (mark !== null && offer.version < mark.version) return rollback('targets', offer.version, mark.version);
  const kept = accepted === null ? succeed(null) : requireNotBefore(offer, accepted);
  if (!kept.ok) return kept;
  if (mark !== null && offer.signedAt < mark.signedAt)
    return rollback('timestamp', formatInstant(offer.signedAt), formatInstant(mark.signedAt));
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

/** New loads must be fresh; what is in use already stays. */
export const requireNotExpired = ({ expires }: VerifiedPublication, now: Date): Result<null> =>
  now < expires.at
    ? succeed(null)
    : fail('publication-expired', { file: expires.file, date: formatInstant(expires.at).slice(0, 10) });

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

/** Expiry means something only when the clock does. */
export function checkClock(now: Date, { signed, lastRun }: KnownInstants): Result<null> {
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
