import type { UsbEvent } from '../../../shared/domain/usb-history.ts';
import type { ControllerDeath, UsbIncident } from './count-incidents.ts';
import { type KernelMessage, placeIn } from './kernel-log.ts';

/** A message of the kernel, and how long ago it was written. */
export interface AgedMessage {
  readonly ageMs: number;
  readonly text: string;
}

/** What the USB drivers of the kernel say (drivers/usb/core/hub.c, drivers/usb/core/hcd.c, drivers/usb/host/xhci.c). */
const SIGNS: readonly (readonly [RegExp, UsbEvent])[] = [
  [/: USB disconnect, device number/, 'disconnects'],
  [/: reset (?:low|full|high|super)[- ]?speed\S*(?: \S+){0,4} USB device number/i, 'resets'],
  [/over-current/i, 'overcurrents'],
  [/not enough bandwidth/i, 'bandwidthRefusals'],
  [
    /unable to enumerate|device descriptor read\/|device not accepting address|can't read configurations|cannot enable\. maybe the usb cable is bad/i,
    'failedStarts',
  ],
];
const FOUND = /: New USB device found, idVendor=([0-9a-f]{4}), idProduct=([0-9a-f]{4})/;
const DEAD = /^\S+ (\S+): HC died; cleaning up/;

/** Finds what happened to USB devices. Pure. @param messages the oldest first. */
export function incidentsIn(messages: readonly AgedMessage[]): {
  readonly incidents: UsbIncident[];
  readonly deaths: ControllerDeath[];
} {
  const incidents: UsbIncident[] = [];
  const deaths: ControllerDeath[] = [];
  const idAt = new Map<string, string>();
  for (const { ageMs, text } of messages) {
    const dead = DEAD.exec(text)?.[1];
    if (dead !== undefined) deaths.push({ ageMs, name: dead });
    const key = placeIn(text);
    if (key === null) continue;
    const [, vendor, product] = FOUND.exec(text) ?? [];
    if (vendor !== undefined) {
      idAt.set(key, `${vendor}:${product}`);
      incidents.push({ ageMs, key, usbId: `${vendor}:${product}`, event: 'connects' });
      continue;
    }
    const event = SIGNS.find(([sign]) => sign.test(text))?.[1];
    if (event === undefined) continue;
    incidents.push({ ageMs, key, usbId: idAt.get(key) ?? null, event });
    // Whatever cannot be brought up at that place from now on need not be the same device.
    if (event === 'disconnects') idAt.delete(key);
  }
  return { incidents, deaths };
}

const WOKE = /^PM: suspend exit/;

/**
 * The kernel's clock stands still while the PC sleeps. What was written before the last sleep is given the whole of it: rather too
 * old than too new.
 * @param awakeSeconds on the kernel's clock now. @param sleptSeconds since the start of the system.
 */
export function agedMessages(
  messages: readonly KernelMessage[],
  awakeSeconds: number,
  sleptSeconds: number,
): AgedMessage[] {
  const woke = messages.findLastIndex(({ text }) => WOKE.test(text));
  return messages.map(({ at, text }, index) => ({
    ageMs: (awakeSeconds - at + (index < woke ? sleptSeconds : 0)) * 1000,
    text,
  }));
}
