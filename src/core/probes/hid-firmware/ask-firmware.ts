import type { FirmwareGap, HidFirmware } from '../../../shared/domain/hid-firmware.ts';
import type { HidAccess, HidDeviceFacts } from '../../../shared/domain/hid-facts.ts';
import type { FirmwareSource } from '../../published/catalogue.ts';
import { NO_ANSWER } from '../hid-access.ts';
import type { DeviceQueue, FirmwareRequest } from './read-firmware.ts';

/** How a device reports its firmware by HID; null where nothing is published. */
export type FirmwareSourceOf = (vendorId: string, productId: string) => FirmwareSource | null;

const GAP_OF_ACCESS: Readonly<Record<Exclude<HidAccess, 'ok' | 'not-tried'>, FirmwareGap>> = {
  denied: 'denied',
  busy: 'busy',
  gone: 'gone',
  error: 'refused',
};

/** Of a device with several HID interfaces only one reports. */
const reports = ({ bus, interfaceNumber }: HidDeviceFacts, source: FirmwareSource): boolean =>
  bus === 'usb' && interfaceNumber === source.interface;

/**
 * Adds to devices what firmware they report. A device that did not open, because another program holds it or for lack of rights, is not
 * asked.
 * @param ask reads the firmware of devices, by path; who is missing has not answered.
 */
export async function withFirmware(
  devices: readonly HidDeviceFacts[],
  sourceOf: FirmwareSourceOf,
  ask: (queues: readonly DeviceQueue[]) => Promise<ReadonlyMap<string, HidFirmware>>,
): Promise<HidDeviceFacts[]> {
  const sources = new Map<HidDeviceFacts, FirmwareSource>();
  const requests = new Map<string, Map<string, FirmwareRequest>>();
  for (const device of devices) {
    const source = sourceOf(device.vendorId, device.productId);
    if (source === null || device.access === 'not-tried' || !reports(device, source)) continue;
    sources.set(device, source);
    if (device.access !== 'ok') continue;
    const { path, usbKey } = device;
    const queue = requests.get(usbKey ?? path) ?? new Map<string, FirmwareRequest>();
    // A path is listed once per usage, but asked only once.
    requests.set(usbKey ?? path, queue.set(path, { path, layout: source.layout, config: source.config }));
  }
  const queues = [...requests.values()].map((queue) => [...queue.values()]);
  const answers: ReadonlyMap<string, HidFirmware> = queues.length === 0 ? new Map() : await ask(queues);
  return devices.map((device) => {
    const source = sources.get(device);
    if (source === undefined || device.access === 'not-tried') return device;
    const reason =
      device.access === 'ok' || device.accessDetail === NO_ANSWER ? 'no-answer' : GAP_OF_ACCESS[device.access];
    const unread: HidFirmware = { status: 'unread', layout: source.layout, reason, detail: device.accessDetail };
    return { ...device, firmware: answers.get(device.path) ?? unread };
  });
}
