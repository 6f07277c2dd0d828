import { constants, open, readlink } from 'node:fs/promises';
import type { Device as HidRecord } from 'node-hid';
import type * as NodeHid from 'node-hid';
import type { HidDeviceFacts, HidAccess } from '../../shared/domain/hid-facts.ts';
import { naturalOrder } from '../platform/natural-order.ts';
import { messageOf } from '../platform/message-of.ts';
import { loadNative } from '../platform/native-library.ts';
import { classifyOpenError } from './hid-access.ts';
import { type FirmwareSourceOf, withFirmware } from './hid-firmware/ask-firmware.ts';
import { FirmwareChild } from './hid-firmware/firmware-child.ts';
import { startEarly } from './hid-firmware/start-early.ts';
import { FIRMWARE_DEADLINE_MS } from './hid-firmware/firmware-reports.ts';
import { type Probe, ProbeFailure } from './probe.ts';

const hex4 = (value: number) => value.toString(16).padStart(4, '0');
const textOrNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** macOS: Bluetooth devices have a service id in their path, or no USB interface number. */
const placeWithoutSysfs = (record: HidRecord): HidPlace => ({
  bus: /bluetooth/i.test(record.path ?? '') ? 'bluetooth' : record.interface >= 0 ? 'usb' : null,
  usbKey: null,
});

const DEADLINE_MS = 5000;
/** Between the last answer of a device and the end of the probe: what is known counts, even if a device was silent. */
const ROOM_MS = 300;

/**
 * Lists HID devices with their usage pages, whether those of interest can be opened, and the firmware they report.
 * @param isOfInterest selects the devices that are opened; keyboards never are.
 * @param firmwareSourceOf which of them are asked for their firmware, and how.
 */
export function createHidProbe(
  isOfInterest: (vendorId: string, productId: string) => boolean,
  firmwareSourceOf: FirmwareSourceOf,
): Probe<'hid'> {
  return {
    id: 'hid',
    deadlineMs: DEADLINE_MS,
    async read(signal) {
      const begun = performance.now();
      const firmwareDeadline = () =>
        Math.max(0, Math.min(FIRMWARE_DEADLINE_MS, DEADLINE_MS - ROOM_MS - (performance.now() - begun)));
      if (process.platform === 'win32') {
        const { readWindowsHid } = await import('./windows/windows-devices.ts');
        return {
          facts: await readWindowsHid(isOfInterest, firmwareSourceOf, firmwareDeadline, signal),
          sources: ['cfgmgr32', 'hid'],
        };
      }
      const early = process.platform === 'linux' ? startEarly(firmwareSourceOf) : null;
      try {
        const hid = await loadNative('node-hid', () => import('node-hid'));
        let records: HidRecord[];
        try {
          records = await hid.devicesAsync();
        } catch (cause) {
          const detail = messageOf(cause);
          // node-hid loads its binary at the first call, not when it is imported.
          const missing = (cause as NodeJS.ErrnoException).code === 'ERR_DLOPEN_FAILED' || /binding/i.test(detail);
          throw new ProbeFailure(missing ? 'native-library-missing' : 'enumeration-refused', detail, { cause });
        }
        const linux = process.platform === 'linux';
        const tryOpen = (path: string): Promise<AccessResult> =>
          linux ? openHidraw(path) : openThroughHidapi(path, hid);
        const opened = new Map<string, Promise<AccessResult>>();
        const devices = await Promise.all(
          records.map(async (record): Promise<HidDeviceFacts> => {
            const path = record.path ?? '';
            const vendorId = hex4(record.vendorId);
            const productId = hex4(record.productId);
            const { bus, usbKey } = linux ? await readHidrawPlace(path) : placeWithoutSysfs(record);
            let result: AccessResult = { access: 'not-tried', detail: null };
            if (path !== '' && !signal.aborted && isOfInterest(vendorId, productId)) {
              // A path is listed once per usage, but opened only once.
              let pending = opened.get(path);
              if (pending === undefined) opened.set(path, (pending = tryOpen(path)));
              result = await pending;
            }
            return {
              path,
              vendorId,
              productId,
              serial: textOrNull(record.serialNumber),
              manufacturer: textOrNull(record.manufacturer),
              product: textOrNull(record.product),
              interfaceNumber: record.interface >= 0 ? record.interface : null,
              usagePage: record.usagePage ?? null,
              usage: record.usage ?? null,
              bus,
              usbKey,
              access: result.access,
              accessDetail: result.detail,
            };
          }),
        );
        const known = await withFirmware(devices, firmwareSourceOf, async (queues) => {
          return await ((await early) ?? new FirmwareChild()).read(queues, firmwareDeadline(), signal);
        });
        return {
          facts: { devices: known.toSorted((a, b) => naturalOrder(a.path, b.path)) },
          sources: linux ? ['node-hid 3 (hidraw)', '/sys/class/hidraw'] : ['node-hid 3 (hidapi)'],
        };
      } finally {
        // There may be nobody to ask after all.
        void early?.then((child) => child?.close());
      }
    },
  };
}

export interface AccessResult {
  readonly access: HidAccess;
  readonly detail: string | null;
}

const OK: AccessResult = { access: 'ok', detail: null };

const BY_ERRNO: Readonly<Record<string, HidAccess>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EBUSY: 'busy',
  ENOENT: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
};

/** Linux: opens the hidraw node as an application would and closes it. Sends no ioctl and no report. */
export async function openHidraw(path: string): Promise<AccessResult> {
  try {
    const handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
    await handle.close();
    return OK;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    return { access: BY_ERRNO[code] ?? 'error', detail: messageOf(cause) };
  }
}

/** macOS: opens shared through hidapi and closes at once. */
async function openThroughHidapi(path: string, hid: typeof NodeHid): Promise<AccessResult> {
  try {
    const handle = await hid.HIDAsync.open(path, { nonExclusive: true });
    await handle.close();
    return OK;
  } catch (cause) {
    const detail = messageOf(cause);
    return { access: classifyOpenError(detail), detail };
  }
}

export type HidPlace = Pick<HidDeviceFacts, 'bus' | 'usbKey'>;

/** Bus numbers of the HID core (include/uapi/linux/input.h), first field of a HID device name `0003:28DE:2300.0001`. */
const BUSES: Readonly<Record<string, HidPlace['bus']>> = { '0003': 'usb', '0005': 'bluetooth' };

/**
 * Finds the bus and USB device of a hidraw node from its sysfs path:
 * `…/usb1/1-2/1-2.3/1-2.3:1.0/0003:28DE:2300.0001/hidraw/hidraw0` is the USB device 1-2.3.
 */
export function parseHidrawPlace(sysfsPath: string): HidPlace {
  const parts = sysfsPath.split('/');
  const hidName = parts.findLast((part) => /^[0-9A-F]{4}:[0-9A-F]{4}:[0-9A-F]{4}\.[0-9A-F]+$/.test(part));
  const usbInterface = parts.findLast((part) => /^\d+-[\d.]+:\d+\.\d+$/.test(part));
  const bus = hidName === undefined ? null : (BUSES[hidName.slice(0, 4)] ?? 'other');
  return { bus, usbKey: usbInterface?.split(':')[0] ?? null };
}

/** Finds the bus and USB device of a hidraw node. @param path device node, e.g. `/dev/hidraw0`. */
async function readHidrawPlace(path: string): Promise<HidPlace> {
  try {
    return parseHidrawPlace(await readlink(`/sys/class/hidraw/${path.split('/').at(-1) ?? ''}`));
  } catch {
    return { bus: null, usbKey: null };
  }
}
