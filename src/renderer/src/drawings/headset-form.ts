import type { RecognisedDevice } from '../../../shared/domain/device.ts';

/** What is drawn: a headset on a cable, one with a computer of its own, or glasses. */
export type HeadsetForm = 'tethered' | 'stand-alone' | 'glasses';

/** @returns how a device is drawn, by what the catalogue says of it. */
export function formOf(device: Pick<RecognisedDevice, 'kind' | 'connection'> | null): HeadsetForm {
  if (device?.kind === 'glasses') return 'glasses';
  return device?.connection === 'standalone' ? 'stand-alone' : 'tethered';
}

export const isWorn = ({ kind }: Pick<RecognisedDevice, 'kind'>): boolean => kind === 'headset' || kind === 'glasses';
