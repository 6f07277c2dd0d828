import type { CauseId } from '../../../../shared/domain/check-terms.ts';

/**
 * Where a fault is, on the way from the PC to the headset. `socket`: the cable at the PC and what it is plugged into; `last-edge`:
 * between link box or cable and the headset; `port`: a socket of which only the system's name is known; `pc`: the PC itself.
 * What is not listed is in software: no plug and no cable has to be touched.
 */
export type FaultPlace = 'socket' | 'hub' | 'last-edge' | 'device' | 'absent' | 'port' | 'pc' | 'software';

const PLACES: Readonly<Record<string, FaultPlace>> = {
  'usb2-link': 'socket',
  'usb2-socket': 'socket',
  'usb2-half-missing': 'socket',
  'no-display-link': 'socket',
  'speed-not-told': 'socket',
  'no-resources-for-device': 'socket',
  'equipment-incomplete': 'socket',

  'external-hub': 'hub',
  'hub-chain-too-long': 'hub',
  'hub-lacks-power': 'hub',

  'headset-behind-link-box': 'last-edge',
  'headset-behind-cable': 'last-edge',
  'companion-missing': 'last-edge',

  'radio-missing': 'device',
  'part-missing': 'device',
  'identity-open': 'device',
  'model-not-confirmed': 'device',
  'bootloader-mode': 'device',
  'maybe-recovery': 'device',
  'files-only': 'device',
  'mode-not-shown': 'device',
  'unexpected-device': 'device',
  'unknown-device': 'device',
  'device-not-listed': 'device',
  'device-vanished': 'device',
  'device-stopped': 'device',
  'device-ejected': 'device',

  'no-headset-seen': 'absent',
  'headset-not-seen': 'absent',
  'headset-gone': 'absent',
  'headset-maybe-in-bootloader': 'absent',
  'controller-not-seen': 'absent',
  'controller-asleep': 'absent',
  'dongle-not-seen': 'absent',
  'equipment-not-seen': 'absent',

  'device-not-answering': 'port',
  'port-overcurrent': 'port',
  'port-without-power': 'port',
  'port-without-bandwidth': 'port',
  'hubs-nested-too-deeply': 'port',
  'hub-failed': 'port',
  'hub-not-read': 'port',

  'host-too-weak': 'pc',
  'host-not-told': 'pc',
  'memory-too-small': 'pc',
  'memory-full': 'pc',
  'memory-not-told': 'pc',
  'disk-full': 'pc',
  'disk-not-told': 'pc',
} satisfies Partial<Record<CauseId, FaultPlace>>;

/** Causes that say nothing about a place: several devices share something, or this program does not know enough. */
const WITHOUT_PLACE: ReadonlySet<string> = new Set<CauseId>([
  'several-headsets',
  'controller-shared',
  'controller-crowded',
  'controller-known-for-trouble',
  'passed-through',
  'controllers-not-visible',
  'equipment-seldom-on-usb',
  'probe-failed',
  'check-crashed',
  'limits-not-published',
  'publication-old',
  'clock-before-publication',
  'station-unreadable',
  'model-not-in-catalogue',
]);

export const placeOfCause = (cause: string | null): FaultPlace | null =>
  cause === null || WITHOUT_PLACE.has(cause) ? null : (PLACES[cause] ?? 'software');

/** Another socket helps: the fast ones that are free are shown. */
const ANOTHER_SOCKET_HELPS: ReadonlySet<string> = new Set<CauseId>([
  'usb2-link',
  'usb2-socket',
  'usb2-half-missing',
  'equipment-incomplete',
  'external-hub',
  'hub-chain-too-long',
  'hub-lacks-power',
  'no-headset-seen',
  'headset-not-seen',
  'device-not-answering',
  'port-without-power',
  'port-without-bandwidth',
  'hubs-nested-too-deeply',
  'hub-failed',
]);

export const helpsAnotherSocket = (cause: string | null): boolean => cause !== null && ANOTHER_SOCKET_HELPS.has(cause);
