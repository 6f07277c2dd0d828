import { isCarrier } from '../../shared/answering-parts.ts';
import type { DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import { isSuperSpeed } from '../devices/topology.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';

/** What checks ask about a recognised device: is it a headset, what of it answers, and may it be a given model. */

export const isHeadset = (device: Pick<RecognisedDevice, 'kind'>): boolean =>
  device.kind === 'headset' || device.kind === 'glasses';

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

/** Only what connects the PC and a headset answers: the headset behind it is not there. */
export const isCarrierOnly = (device: RecognisedDevice): boolean =>
  isHeadset(device) && device.parts.every((part) => part.key === null || isCarrier(part));

export const carrierCause = (device: RecognisedDevice): 'headset-behind-link-box' | 'headset-behind-cable' =>
  device.parts.some((part) => part.key !== null && part.piece === 'link-box')
    ? 'headset-behind-link-box'
    : 'headset-behind-cable';

/** In a bootloader, recovery or fallback a device shows other parts than in normal use: whether it is complete cannot be judged. */
export const isBlocked = (device: RecognisedDevice, catalogue: DeviceCatalogue): boolean =>
  device.mode !== null && ['blocking', 'no-display-link'].includes(catalogue.modes[device.mode] ?? '');

/** On the cable of the headset; sensors on cables of their own prove nothing about its link. */
export const isOnCable = (part: DevicePart): boolean => part.piece !== 'separate';

/** Nothing on the headset's cable runs at SuperSpeed, though its USB 2 half answers: fast parts are missing because of the link. */
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

/** True when the device is that model, or may be it as far as USB shows. */
export function mayBe(device: RecognisedDevice, model: string, catalogue: DeviceCatalogue): boolean {
  return (
    device.model === model ||
    device.candidates.includes(model) ||
    (catalogue.models.get(device.model)?.covers.includes(model) ?? false) ||
    (catalogue.models.get(model)?.covers.includes(device.model) ?? false)
  );
}
