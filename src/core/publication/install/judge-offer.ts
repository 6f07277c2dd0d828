import { formatInstant } from '../../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Mark } from '../marks/mark.ts';
import type { RoleName } from '../trust/metadata.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';

/** What this PC knows when a publication is offered. */
export interface Known {
  /** Came with the program: no publication before it is ever accepted. Null where an own root was set. */
  readonly embedded: VerifiedPublication | null;
  /** In use now; its numbers count while a key that stands behind them does. */
  readonly accepted: VerifiedPublication | null;
  /** What the places outside the publications remember, as far as the offered root lets it count. */
  readonly mark: Mark | null;
}

const rollback = (what: string, found: string | number, known: string | number): Result<never> =>
  fail('publication-rollback', { what, found, known });

const shareKey = (one: VerifiedPublication, other: VerifiedPublication, role: RoleName): boolean => {
  const keys = new Set(one.root.roles[role].keyIDs);
  return other.root.roles[role].keyIDs.some((key) => keys.has(key));
};

/** Is it older than what was here before? After keys were replaced, their old numbers count no more (fast-forward attack). */
export function requireNotOlder(offer: VerifiedPublication, { embedded, accepted, mark }: Known): Result<null> {
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
