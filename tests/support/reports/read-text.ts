import { readTextReport } from '../../../src/core/check-run/text-reports/read-text-report.ts';
import type { Snapshot } from '../../../src/shared/domain/snapshot.ts';
import type { UsbDeviceFacts, UsbFacts } from '../../../src/shared/domain/usb-facts.ts';
import { valueOf } from '../value-of.ts';

export const NOW = new Date('2026-11-22T08:00:00+08:00');

export const sent = (text: string | Uint8Array, file = 'sent/text.txt') =>
  readTextReport({ file, bytes: typeof text === 'string' ? Buffer.from(text) : text, now: NOW });

export const snapshotFrom = (text: string | Uint8Array): Snapshot => valueOf(sent(text));

export function usbFrom(text: string | Uint8Array): UsbFacts {
  const { usb } = snapshotFrom(text).probes;
  if (usb.status !== 'ok') throw new Error(usb.error.code);
  return usb.facts;
}

/** Devices by their keys. */
export const devicesFrom = (text: string | Uint8Array): Record<string, UsbDeviceFacts> =>
  Object.fromEntries(usbFrom(text).devices.map((device) => [device.key, device]));
