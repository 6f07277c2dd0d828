import type { DevicePart, RecognisedDevice } from './domain/device.ts';

/** Only carries other parts: a link box, a cable, a hub. That it answers proves nothing about the headset behind it. */
export const isCarrier = ({ piece, role }: Pick<DevicePart, 'piece' | 'role'>): boolean =>
  piece === 'link-box' || piece === 'cable' || /(^|-)hub(-|$)/.test(role);

/** What answers of a headset where nothing in the headset itself does; empty where something does, and for other devices. */
export function partsWithoutHeadset({ kind, model, parts }: Pick<RecognisedDevice, 'kind' | 'model' | 'parts'>) {
  const answering = parts.filter(({ key }) => key !== null);
  const isWorn = kind === 'headset' || kind === 'glasses';
  return !isWorn || model === 'unknown' || answering.some((part) => part.piece === 'headset' && !isCarrier(part))
    ? []
    : answering;
}

/** The speed of its link, where it tells anything: what needs no USB 3 is not slow because it has none. */
export const speedThatMatters = ({ speed, parts }: Pick<RecognisedDevice, 'speed' | 'parts'>) =>
  speed === 'super' || speed === 'super-plus' || parts.some(({ expectedSpeed }) => expectedSpeed === 'super')
    ? speed
    : null;
