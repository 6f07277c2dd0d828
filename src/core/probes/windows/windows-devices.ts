import { setTimeout as delay } from 'node:timers/promises';
import type { HidFirmware } from '../../../shared/domain/hid-firmware.ts';
import type { HidFacts } from '../../../shared/domain/hid-facts.ts';
import type { UsbFacts } from '../../../shared/domain/usb-facts.ts';
import { type FirmwareSourceOf, withFirmware } from '../hid-firmware/ask-firmware.ts';
import type { DeviceQueue } from '../hid-firmware/read-firmware.ts';
import { DeviceChild } from './device-child.ts';
import { ProbeFailure } from '../probe.ts';
import { ConditionWatch } from './condition-watch.ts';
import { DeviceLook, type Timing } from './device-look.ts';
import type { DeviceReading } from './device-reading.ts';
import { hidFactsOf } from './hid-facts.ts';
import { idsOf, NodeTree } from './usb-place.ts';
import { usbFactsOf } from './usb-facts.ts';

/** One process for all probes of this program. */
const look = new DeviceLook(new DeviceChild());

let read: Partial<DeviceReading> = {};

const NOBODY: ReadonlyMap<string, HidFirmware> = new Map();

/** What Windows reported at the last look, and how long each answer took: for the field report. */
export const lastReading = (): Partial<DeviceReading> & { readonly timings: readonly Timing[] } => ({
  ...read,
  timings: look.timings,
});

/** @throws ProbeFailure, and the reason of the signal. */
export async function readWindowsUsb(signal: AbortSignal): Promise<UsbFacts> {
  const reading = await look.usb(signal);
  read = { ...read, ...reading };
  return usbFactsOf(reading);
}

/**
 * @param isOfInterest selects the devices that are opened, by vendor and product id.
 * @param firmwareSourceOf which of them are asked for their firmware. @param firmwareDeadline for all of them, in milliseconds.
 * @throws ProbeFailure, and the reason of the signal.
 */
export async function readWindowsHid(
  isOfInterest: (vendorId: string, productId: string) => boolean,
  firmwareSourceOf: FirmwareSourceOf,
  firmwareDeadline: () => number,
  signal: AbortSignal,
): Promise<HidFacts> {
  const isTried = (instance: string, nodes: ConstructorParameters<typeof NodeTree>[0]) => {
    const tree = new NodeTree(nodes);
    return tree.upwards(tree.node(instance)).some((node) => {
      const ids = idsOf(node);
      return ids !== null && isOfInterest(ids.vendorId, ids.productId);
    });
  };
  const reading = await look.hid(isTried, signal);
  read = { ...read, ...reading };
  const { devices } = hidFactsOf(reading);
  // It may have to wait for hubs that hang, or for another process: what is known by then counts.
  const ask = (queues: readonly DeviceQueue[]) =>
    Promise.race([
      look.firmware(queues, firmwareDeadline(), signal),
      delay(firmwareDeadline(), NOBODY, { ref: false }),
    ]);
  return { devices: await withFirmware(devices, firmwareSourceOf, ask) };
}

/** Calls back when a device has failed or recovered, or the like, of which Windows notifies nobody. */
export function watchWindowsConditions(onChange: () => void): Pick<ConditionWatch, 'notified' | 'close'> {
  const { signal } = new AbortController();
  return new ConditionWatch(async () => {
    try {
      return await look.conditions(signal);
    } catch (cause) {
      if (cause instanceof ProbeFailure) return null;
      throw cause;
    }
  }, onChange);
}
