import type { CheckRun, PublicationStamp } from '../../shared/domain/check-run.ts';
import type { DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { Evidence, Outcome } from '../../shared/domain/finding.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeFacts } from '../../shared/domain/snapshot.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import type { Recognition } from '../devices/recognise.ts';
import type { Situation } from '../matrix/situation.ts';
import type { MatrixIndex } from '../published/matrix-index.ts';
import { isSuperSpeed } from '../devices/topology.ts';
import type { Limits } from '../published/limits.ts';
import type { SecurityPolicy } from '../published/security-policy.ts';

/** What the matrix is asked about: versions found, headsets connected, system and day. */
export type CheckSituation = Situation;

/** Facts of the probes a check declares, and what recognition and the matrix made of them. */
export type CheckInputs<Need extends ProbeId> = { readonly [Id in Need]: ProbeFacts<Id> } & {
  readonly recognition: Recognition;
  /** Versions of probes that a check does not declare may be missing here. */
  readonly situation: CheckSituation;
};

/** What a check may compare with: the newest run of this station with which a lesson could be taught. */
export type LastGoodRun = Pick<CheckRun, 'startedAt' | 'snapshot'>;

/** The station a check compares with. */
export interface StationContext {
  readonly station: Station | null;
  /** Why there is a station file that cannot be used: then nobody knows what should be connected. */
  readonly stationProblem?: Problem | null;
}

/** What a check may know besides facts: published data and the station. */
export interface CheckContext extends StationContext {
  readonly catalogue: DeviceCatalogue;
  readonly limits: Limits;
  /** Null: the publication has no rules for data security yet. */
  readonly security: SecurityPolicy | null;
  readonly matrix: MatrixIndex;
  /** Which publication judges. */
  readonly stamp: PublicationStamp;
  /** Civil date in UTC+8 on which is judged, YYYY-MM-DD. */
  readonly today: string;
  readonly lastGood: LastGoodRun | null;
}

/** A finding before the runner has put the check's name on it. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly subject: string;
  readonly evidence?: Evidence;
  readonly cause?: string;
}

/**
 * One rule. Wording, reason and remedies are in the locale files: `checks.<id>.title|why|pass|warn|…` and `causes.<cause>`.
 */
export interface Check<Need extends ProbeId = ProbeId> {
  /** Kebab-case, never reused for another rule. */
  readonly id: string;
  /** Probes without which the rule cannot be judged; recognition needs `usb`. */
  readonly needs: readonly Need[];
  /** Every cause it may name. */
  readonly causes: readonly string[];
  /** Pure. No judgement at all means: does not apply here. */
  judge(inputs: CheckInputs<Need>, context: CheckContext): Judgement[];
}

/** Keeps the exact probe names of `needs` for the type of `inputs`. */
export const defineCheck = <const Need extends ProbeId>(check: Check<Need>): Check<Need> => check;

export const isHeadset = (device: Pick<RecognisedDevice, 'kind'>): boolean =>
  device.kind === 'headset' || device.kind === 'glasses';

/** Only carries other parts: a link box, a cable, a hub. Its answer says nothing of the headset behind it. */
const isCarrier = ({ piece, role }: DevicePart): boolean =>
  piece === 'link-box' || piece === 'cable' || /(^|-)hub(-|$)/.test(role);

/**
 * Something in the headset itself answers. Where the model stays open it must be a part without which no candidate works:
 * a camera or an audio chip may be all that answers of a dead one.
 */
export const hasHeadsetPiece = (device: RecognisedDevice): boolean =>
  device.parts.some(
    (part) =>
      part.piece === 'headset' &&
      part.key !== null &&
      !isCarrier(part) &&
      (device.model !== 'unknown' || part.need === 'essential'),
  );

/** Only what lies between the PC and a headset answers: the headset behind it is not there. */
export const isCarrierOnly = (device: RecognisedDevice): boolean =>
  isHeadset(device) && device.parts.every((part) => part.key === null || isCarrier(part));

export const carrierCause = (device: RecognisedDevice): 'headset-behind-link-box' | 'headset-behind-cable' =>
  device.parts.some((part) => part.key !== null && part.piece === 'link-box')
    ? 'headset-behind-link-box'
    : 'headset-behind-cable';

/** In a bootloader, recovery or fallback a device shows other parts than in normal use: its completeness says nothing. */
export const isBlocked = (device: RecognisedDevice, catalogue: DeviceCatalogue): boolean =>
  device.mode !== null && ['blocking', 'no-display-link'].includes(catalogue.modes[device.mode] ?? '');

/** On the cable of the headset; sensors on cables of their own tell nothing about its link. */
export const isOnCable = (part: DevicePart): boolean => part.piece !== 'separate';

/** Nothing on the headset's cable runs at SuperSpeed, though its USB 2 half answers: a fast part is missing for the link's sake. */
export function isOnUsb2(device: RecognisedDevice): boolean {
  const answering = device.parts.filter((part) => part.key !== null && isOnCable(part));
  return answering.length > 0 && !answering.some(isSuperSpeed);
}

export const connectedHeadsets = (devices: readonly RecognisedDevice[]): RecognisedDevice[] =>
  devices.filter((device) => isHeadset(device) && hasHeadsetPiece(device));

/**
 * True when nothing but its model is open: USB shows only that it may be this one. Where a part is missing, or only carriers
 * answer, that is why, and other checks say so.
 */
export const isOnlyMaybe = (device: RecognisedDevice, model: string): boolean =>
  device.model !== model &&
  !device.parts.some(({ key, need }) => key === null && need === 'essential') &&
  (hasHeadsetPiece(device) || !isHeadset(device));

/** True when the device is that model, or may be it as far as USB tells. */
export function mayBe(device: RecognisedDevice, model: string, catalogue: DeviceCatalogue): boolean {
  return (
    device.model === model ||
    device.candidates.includes(model) ||
    (catalogue.models.get(device.model)?.covers.includes(model) ?? false) ||
    (catalogue.models.get(model)?.covers.includes(device.model) ?? false)
  );
}
