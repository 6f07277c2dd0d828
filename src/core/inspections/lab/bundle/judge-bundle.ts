import { daysBetween } from '../../../../shared/beijing-time.ts';
import type { Lab, ReadingMark } from '../../../../shared/domain/inspection/inspection-session.ts';
import { type Result, fail, succeed } from '../../../../shared/domain/result.ts';
import type { InspectionRules } from '../../../published/inspection-rules.ts';
import type { InspectionMaterial, StationReading } from '../../../records/material.ts';
import type { DatabaseSession } from '../../../store/database-session.ts';
import type { OpenedBundle } from './open-bundle.ts';

const MINUTE_MS = 60_000;

/** By what a bundle is judged, apart from the session. */
interface IntakeContext {
  readonly now: Date;
  readonly rules: InspectionRules['readings'];
  /** Keys of earlier files from that seat; none where this PC never imported one. */
  readonly knownKeys: readonly string[];
  /** Seat of this PC; null: none. */
  readonly ownSeat: string | null;
  /** Id of the key this PC signs with; null where it cannot be read. */
  readonly ownKey: string | null;
}

/** `known`: imported before. */
type Judgement = { readonly result: 'known' } | { readonly result: 'taken'; readonly marks: ReadingMark[] };

/**
 * Whether a bundle belongs in a session.
 * @param file named in problems: `bundle-demo`, `bundle-other-lab`, `bundle-duplicate`, `bundle-seat-of-this-pc`, `bundle-own-seat`,
 * `bundle-older`.
 */
export function judgeBundle(
  file: string,
  bundle: OpenedBundle,
  { header, seats }: InspectionMaterial,
  context: IntakeContext,
): Result<Judgement> {
  const { station, run, keyId } = bundle;
  if (run.demo !== header.demo || run.snapshot.demo !== header.demo) return fail('bundle-demo', { file });
  if (!isSameLab(station, header.lab))
    return fail('bundle-other-lab', { file, theirs: labText(station), ours: labText(header.lab) });
  const held = seats.find(({ seat }) => seat === station.seat)?.reading ?? null;
  if (held?.run.id === run.id) return succeed({ result: 'known' });
  const other = seats.find(({ reading }) => reading?.run.id === run.id);
  if (other !== undefined) return fail('bundle-duplicate', { file, seat: other.seat });
  // A cloned PC, or one with the same seat number, would replace the devices of this one by its own.
  if (station.seat === context.ownSeat && context.ownKey !== null && keyId !== context.ownKey)
    return fail('bundle-seat-of-this-pc', { file, seat: station.seat });
  // Even with the key of this PC it may be from a clone of it: the seat of this PC is read here, not imported.
  if (held !== null && station.seat === context.ownSeat) return fail('bundle-own-seat', { file, seat: station.seat });
  if (held !== null && !isNewer(run.startedAt, held))
    return fail('bundle-older', {
      file,
      seat: station.seat,
      held: minute(held.run.startedAt),
      brought: minute(run.startedAt),
    });
  return succeed({ result: 'taken', marks: findFlags(bundle, { header, seats }, context) });
}

/** Without case, width and spaces: people type the names of school and lab at every PC anew. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
const isSameLab = (one: Pick<Lab, 'school' | 'lab'>, other: Pick<Lab, 'school' | 'lab'>): boolean =>
  plain(one.school) === plain(other.school) && plain(one.lab) === plain(other.lab);
const labText = ({ school, lab }: Pick<Lab, 'school' | 'lab'>): string => `${school} ${lab}`;
const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** A reading made while the clock was ahead must not block those made after the clock was corrected. */
const isNewer = (startedAt: string, held: StationReading): boolean =>
  held.marks.includes('clock-ahead') || Date.parse(startedAt) > Date.parse(held.run.startedAt);

function findFlags(
  { station, run, madeAt, program, keyId }: OpenedBundle,
  { header, seats }: Pick<InspectionMaterial, 'header' | 'seats'>,
  { now, rules, knownKeys, ownSeat, ownKey }: IntakeContext,
): ReadingMark[] {
  const tolerance = rules.clockMinutes * MINUTE_MS;
  const [begun, made] = [Date.parse(run.startedAt), Date.parse(madeAt)];
  const isAhead = Math.max(begun, made) > now.getTime() + tolerance;
  // A file older than its own reading, or a reading older than the publication that judged it: the clock was set back.
  const isBehind = made < begun - tolerance || daysBetween(run.publication.date, run.startedAt.slice(0, 10)) < 0;
  const isStale = now.getTime() - begun > rules.freshHours * 60 * MINUTE_MS;
  const isOther =
    run.publication.version !== header.publication.version || run.publication.demo !== header.publication.demo;
  // Labs are often cloned from one disk: then the key does not prove which PC a file comes from.
  const isShared =
    (keyId === ownKey && station.seat !== ownSeat) ||
    seats.some(({ seat, reading }) => seat !== station.seat && reading?.keyId === keyId);
  const flags: readonly (readonly [ReadingMark, boolean])[] = [
    ['clock-ahead', isAhead],
    ['clock-behind', isBehind],
    ['not-fresh', isStale],
    ['other-publication', isOther],
    ['other-program', program !== header.program],
    ['key-changed', knownKeys.length > 0 && !knownKeys.includes(keyId)],
    ['key-shared', isShared],
  ];
  return flags.flatMap(([flag, isRaised]) => (isRaised ? [flag] : []));
}

/** The id of the key that signed the last file of a seat, in this or an earlier inspection of the lab; empty without such a file. */
export const findKnownKeys = (
  session: DatabaseSession,
  { school, lab }: Pick<Lab, 'school' | 'lab'>,
  seat: string,
): Promise<Result<string[]>> =>
  session.use((database) =>
    database
      .prepare<[string, string, string], string>(
        `SELECT reading ->> 'keyId' FROM inspection_seats JOIN inspections ON inspections.id = inspection_id
         WHERE seat = ? AND header -> 'lab' ->> 'school' = ? AND header -> 'lab' ->> 'lab' = ?
           AND reading ->> 'keyId' IS NOT NULL
         ORDER BY reading ->> 'takenInAt' DESC LIMIT 1`,
      )
      .pluck()
      .all(seat, school, lab),
  );
