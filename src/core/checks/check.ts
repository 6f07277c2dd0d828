import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { Evidence, Outcome } from '../../shared/domain/finding.ts';
import type { ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeFacts } from '../../shared/domain/snapshot.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { DeviceCatalogue } from '../devices/catalogue.ts';
import type { Recognition } from '../devices/recognise.ts';
import type { Limits } from './limits.ts';

/** Facts of the probes a check declares, and what recognition made of them. */
export type CheckInputs<Need extends ProbeId> = { readonly [Id in Need]: ProbeFacts<Id> } & {
  readonly recognition: Recognition;
};

/** What a check may know besides facts: published data and the station. */
export interface CheckContext {
  readonly station: Station | null;
  readonly catalogue: DeviceCatalogue;
  readonly limits: Limits;
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

/** False for a link box on its own: the headset behind it is not there. */
export const hasHeadsetPiece = (device: RecognisedDevice): boolean =>
  device.parts.some((part) => part.piece === 'headset' && part.key !== null);

/** In a bootloader, recovery or update a device shows other parts than in normal use: its completeness says nothing. */
export const isBlocked = (device: RecognisedDevice, catalogue: DeviceCatalogue): boolean =>
  device.mode !== null && catalogue.modes[device.mode] === 'blocking';

export const connectedHeadsets = (devices: readonly RecognisedDevice[]): RecognisedDevice[] =>
  devices.filter((device) => isHeadset(device) && hasHeadsetPiece(device));

/** True when the device is that model, or may be it as far as USB tells. */
export function mayBe(device: RecognisedDevice, model: string, catalogue: DeviceCatalogue): boolean {
  return (
    device.model === model ||
    device.candidates.includes(model) ||
    (catalogue.models.get(device.model)?.covers.includes(model) ?? false) ||
    (catalogue.models.get(model)?.covers.includes(device.model) ?? false)
  );
}
