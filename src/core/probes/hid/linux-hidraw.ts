import { readlink } from 'node:fs/promises';
import type { HidDeviceFacts } from '../../../shared/domain/hid-facts.ts';

export type HidPlace = Pick<HidDeviceFacts, 'bus' | 'usbKey'>;

/** Bus numbers of the HID core (include/uapi/linux/input.h), first field of a HID device name `0003:28DE:2300.0001`. */
const BUSES: Readonly<Record<string, HidPlace['bus']>> = { '0003': 'usb', '0005': 'bluetooth' };

/**
 * Where a hidraw node hangs, from its sysfs path:
 * `…/usb1/1-2/1-2.3/1-2.3:1.0/0003:28DE:2300.0001/hidraw/hidraw0` is the USB device 1-2.3.
 */
export function placeOf(sysfsPath: string): HidPlace {
  const parts = sysfsPath.split('/');
  const hidName = parts.findLast((part) => /^[0-9A-F]{4}:[0-9A-F]{4}:[0-9A-F]{4}\.[0-9A-F]+$/.test(part));
  const usbInterface = parts.findLast((part) => /^\d+-[\d.]+:\d+\.\d+$/.test(part));
  const bus = hidName === undefined ? null : (BUSES[hidName.slice(0, 4)] ?? 'other');
  return { bus, usbKey: usbInterface?.split(':')[0] ?? null };
}

/** @param path device node, e.g. `/dev/hidraw0`. */
export async function readHidrawPlace(path: string): Promise<HidPlace> {
  try {
    return placeOf(await readlink(`/sys/class/hidraw/${path.split('/').at(-1) ?? ''}`));
  } catch {
    return { bus: null, usbKey: null };
  }
}
