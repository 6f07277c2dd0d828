import type { AdbState } from '../../../shared/domain/adb-facts.ts';
import type { UsbDeviceFacts, UsbFacts } from '../../../shared/domain/usb-facts.ts';

/** One line of `adb devices -l`. */
export interface ListedHeadset {
  readonly serial: string;
  readonly state: AdbState;
  readonly link: 'usb' | 'network';
  /** `1-2`, where the server tells it. */
  readonly port: string | null;
  /** Names the connection where two headsets have one serial number; null: an old server. */
  readonly transportId: bigint | null;
}

const STATES: Readonly<Record<string, AdbState>> = {
  device: 'device',
  unauthorized: 'unauthorized',
  authorizing: 'authorizing',
  connecting: 'connecting',
  offline: 'offline',
  noperm: 'no-permissions',
  'no permissions': 'no-permissions',
  recovery: 'recovery',
  rescue: 'recovery',
  sideload: 'sideload',
  bootloader: 'bootloader',
};

/** Serial, state and the rest. Both of the first may hold blanks: `(no serial number)`, `no permissions (user in plugdev group; …)`. */
const LINE = /^(\(no serial number\)|[!-~]+)\s+(no permissions|[^\s;(]+)(.*)$/;

/** An Android program on this PC, no headset. */
const EMULATOR = /^emulator-\d+$/;

/** `192.0.2.7:5555`, or the name under which a headset announces itself. */
const NETWORK = /^(?:.+:\d+|adb-.+\._adb\S*)$/;

const MOST = 200;

/** Reads the list of an adb server; lines nobody can read are left out. Never throws. */
export function listedHeadsets(text: string): ListedHeadset[] {
  const found: ListedHeadset[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    const [, serial, state, rest = ''] = LINE.exec(line.trim()) ?? [];
    if (serial === undefined || state === undefined || EMULATOR.test(serial) || serial.length > 255) continue;
    const [, port = null] = /(?:^|\s)usb:(\S+)/.exec(rest) ?? [];
    const [, id] = /(?:^|\s)transport_id:(\d{1,18})(?:\s|$)/.exec(rest) ?? [];
    found.push({
      serial,
      state: STATES[state] ?? 'unknown',
      link: NETWORK.test(serial) ? 'network' : 'usb',
      port,
      transportId: id === undefined ? null : BigInt(id),
    });
  }
  return found.slice(0, MOST);
}

/** Key of the USB device that a headset is: by its place, else by a serial number that only one device has. */
export function usbKeyOf(
  { serial, link, port }: Pick<ListedHeadset, 'serial' | 'link' | 'port'>,
  usb: UsbFacts | null,
) {
  if (link === 'network' || usb === null) return null;
  const there = usb.devices.find(({ key }) => key === port);
  if (there !== undefined) return there.key;
  const [only, other] = usb.devices.filter((device) => device.serial === serial);
  return other === undefined ? (only?.key ?? null) : null;
}

/** Makers of stand-alone headsets, and those whose ids such headsets use: Meta, PICO, HTC, Google, Qualcomm, Samsung. */
const ANDROID_VENDORS: ReadonlySet<string> = new Set(['2833', '2d40', '0bb4', '18d1', '05c6', '04e8']);

/** A USB device that adb can speak to. */
export const hasAdbInterface = ({ interfaces }: Pick<UsbDeviceFacts, 'interfaces'>): boolean =>
  interfaces?.some((one) => one.classCode === 0xff && one.subclassCode === 0x42 && one.protocolCode === 1) === true;

/** Devices that may answer to adb: those with its interface, and Android devices whose interfaces nobody could read. */
export const mayAnswer = (usb: UsbFacts): readonly UsbDeviceFacts[] =>
  usb.devices.filter(
    (device) => hasAdbInterface(device) || (device.interfaces === null && ANDROID_VENDORS.has(device.vendorId)),
  );
