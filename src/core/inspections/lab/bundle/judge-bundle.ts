import { daysBetween } from '../../../../shared/beijing-time.ts';
import type { Lab, ReadingMark } from '../../../../shared/domain/inspection/inspection-session.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import type { InspectionMaterial, StationReading } from '../../../records/material.ts';
import type { InspectionRules } from '../../../published/inspection-rules.ts';
import type { OpenedBundle } from './open-bundle.ts';

const MINUTE_MS = 60_000;

/** What a bundle is judged by, apart from the session. */
export interface IntakeSurroundings {
  readonly now: Date;
  readonly rules: InspectionRules['readings'];
  /** Keys this PC knows the seat by, none where it never had a file from there. */
  readonly knownKeys: readonly string[];
  /** Seat of this PC; null: none. */
  readonly ownSeat: string | null;
  /** Key this PC signs with; null where it has none to compare. */
  readonly ownKey: string | null;
}

/** `known`: taken in before. */
export type Judgement = { readonly result: 'known' } | { readonly result: 'taken'; readonly marks: ReadingMark[] };

/**
 * Whether a bundle belongs in a session.
 * @param file named in problems: `bundle-demo`, `bundle-other-lab`, `bundle-duplicate`, `bundle-seat-of-this-pc`, `bundle-own-seat`,
 * `bundle-older`.
 */
export function judgeBundle(
  file: string,
  bundle: OpenedBundle,
  { header, seats }: InspectionMaterial,
  around: IntakeSurroundings,
): Result<Judgement> {
  const { station, run, keyId } = bundle;
  if (run.demo !== header.demo || run.snapshot.demo !== header.demo) return fail('bundle-demo', { file });
  if (!isSameLab(station, header.lab))
    return fail('bundle-other-lab', { file, theirs: labText(station), ours: labText(header.lab) });
  const held = seats.find(({ seat }) => seat === station.seat)?.reading ?? null;
  if (held?.run.id === run.id) return succeed({ result: 'known' });
  const other = seats.find(({ reading }) => reading?.run.id === run.id);
  if (other !== undefined) return fail('bundle-duplicate', { file, seat: other.seat });
  // A PC that was cloned, or numbered twice, would put its devices in the place of this one's.
  if (station.seat === around.ownSeat && around.ownKey !== null && keyId !== around.ownKey)
    return fail('bundle-seat-of-this-pc', { file, seat: station.seat });
  // With the key of this PC it may still be a clone of it: what is in front of the inspector is read here, not brought.
  if (held !== null && station.seat === around.ownSeat) return fail('bundle-own-seat', { file, seat: station.seat });
  if (held !== null && !isNewer(run.startedAt, held))
    return fail('bundle-older', {
      file,
      seat: station.seat,
      held: minute(held.run.startedAt),
      brought: minute(run.startedAt),
    });
  return succeed({ result: 'taken', marks: marksOf(bundle, { header, seats }, around) });
}

/** Case, width and spaces aside: labels are typed at every PC anew. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
const isSameLab = (one: Pick<Lab, 'school' | 'lab'>, other: Pick<Lab, 'school' | 'lab'>): boolean =>
  plain(one.school) === plain(other.school) && plain(one.lab) === plain(other.lab);
const labText = ({ school, lab }: Pick<Lab, 'school' | 'lab'>): string => `${school} ${lab}`;
const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** What was read by a clock that was ahead must not keep out everything that comes after it was set right. */
const isNewer = (startedAt: string, held: StationReading): boolean =>
  held.marks.includes('clock-ahead') || Date.parse(startedAt) > Date.parse(held.run.startedAt);

function marksOf(
  { station, run, madeAt, program, keyId }: OpenedBundle,
  { header, seats }: Pick<InspectionMaterial, 'header' | 'seats'>,
  { now, rules, knownKeys, ownSeat, ownKey }: IntakeSurroundings,
): ReadingMark[] {
  const tolerance = rules.clockMinutes * MINUTE_MS;
  const [begun, made] = [Date.parse(run.startedAt), Date.parse(madeAt)];
  const isAhead = Math.max(begun, made) > now.getTime() + tolerance;
  // Made before it was read, or read before what judged it was published: the clock went back, or stands back.
  const isBehind = made < begun - tolerance || daysBetween(run.publication.date, run.startedAt.slice(0, 10)) < 0;
  const isStale = now.getTime() - begun > rules.freshHours * 60 * MINUTE_MS;
  const isOther =
    run.publication.version !== header.publication.version || run.publication.demo !== header.publication.demo;
  // Labs are often cloned from one disk: then the key no longer tells which PC a file comes from.
  const isShared =
    (keyId === ownKey && station.seat !== ownSeat) ||
    seats.some(({ seat, reading }) => seat !== station.seat && reading?.keyId === keyId);
  const marks: readonly (readonly [ReadingMark, boolean])[] = [
    ['clock-ahead', isAhead],
    ['clock-behind', isBehind],
    ['not-fresh', isStale],
    ['other-publication', isOther],
    ['other-program', program !== header.program],
    ['key-changed', knownKeys.length > 0 && !knownKeys.includes(keyId)],
    ['key-shared', isShared],
  ];
  return marks.flatMap(([mark, holds]) => (holds ? [mark] : []));
}
