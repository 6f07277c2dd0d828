import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { UsbPortFacts } from '../../../shared/domain/usb-facts.ts';

/** A message of the kernel. */
export interface KernelMessage {
  /** Seconds since the start of the system. */
  readonly at: number;
  readonly text: string;
}

/** Seconds since the start of the system, without those it slept: as the kernel counts them. */
export const awakeSeconds = (): number => Number(process.hrtime.bigint()) / 1e9;

/** Longest record, and more records than any ring buffer holds. */
const RECORD_BYTES = 8192;
const MAX_RECORDS = 50_000;

/** The time may lie before the start of the system only in a demonstration. */
const RECORD = /^\d+,\d+,(-?\d+)[^;]*;(.*)/;

/**
 * Reads the kernel's messages. Most systems let only an administrator do that.
 * @param file `/dev/kmsg`, of which each read gives one record: `6,1234,5678901,-;usb 1-2: …`, with the time in microseconds. In a
 * demonstration it is a file, of which a read gives several.
 * @returns null where the messages may not be read.
 */
export function readKernelLog(file = '/dev/kmsg'): KernelMessage[] | null {
  let log: number;
  try {
    log = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  const messages: KernelMessage[] = [];
  const record = Buffer.alloc(RECORD_BYTES);
  try {
    for (let count = 0; count < MAX_RECORDS; count += 1) {
      const length = readRecord(log, record);
      if (length === 0) break;
      if (length < 0) continue;
      for (const line of record.toString('utf8', 0, length).split('\n')) {
        const [, time, text] = RECORD.exec(line) ?? [];
        if (time !== undefined && text !== undefined) messages.push({ at: Number(time) / 1e6, text });
      }
    }
    return messages;
  } finally {
    closeSync(log);
  }
}

/** @returns bytes read; 0 at the end, -1 where the record was overwritten meanwhile. */
function readRecord(log: number, record: Buffer): number {
  try {
    return readSync(log, record);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPIPE' ? -1 : 0;
  }
}

/** What the hub driver says of a port or of the device in it (drivers/usb/core/hub.c), the worst first. */
const SIGNS: readonly (readonly [RegExp, UsbPortFacts['trouble']])[] = [
  [/over-current/i, 'overcurrent'],
  [/insufficient available bus power/i, 'not-enough-power'],
  [/not enough bandwidth/i, 'not-enough-bandwidth'],
  [
    /unable to enumerate|device descriptor read\/|device not accepting address|can't read configurations|cannot enable\. maybe the usb cable is bad/i,
    'enumeration-failed',
  ],
];
/** The device works, or was unplugged: what was said before is over. */
const OVER = /New USB device found|USB disconnect/i;

/** Kernel name of the place a message is about: of a device, of a port, or of a port by its hub's interface. */
export function placeIn(text: string): string | null {
  const device = /\busb (\d+-[\d.]+): /.exec(text)?.[1];
  if (device !== undefined) return device;
  const [, root, hub, port] = /\b(?:usb(\d+)|(\d+-[\d.]+))-port(\d+): /.exec(text) ?? [];
  if (port !== undefined) return root === undefined ? `${hub}.${port}` : `${root}-${port}`;
  const [, above, number] = /\bhub (\d+-[\d.]+):1\.0: .* port (\d+)/.exec(text) ?? [];
  if (above === undefined) return null;
  return above.endsWith('-0') ? `${above.slice(0, -1)}${number}` : `${above}.${number}`;
}

/**
 * Ports of which the last thing the kernel said is that something is wrong. Pure.
 * @param since seconds since the start of the system; what was said before is too old to be true now.
 */
export function troublesIn(
  messages: readonly KernelMessage[],
  since: number,
): ReadonlyMap<string, { readonly trouble: UsbPortFacts['trouble']; readonly text: string }> {
  const last = new Map<string, { trouble: UsbPortFacts['trouble']; text: string }>();
  for (const { at, text } of messages) {
    const place = at < since ? null : placeIn(text);
    if (place === null) continue;
    const trouble = SIGNS.find(([sign]) => sign.test(text))?.[1];
    if (OVER.test(text)) last.delete(place);
    else if (trouble !== undefined) last.set(place, { trouble, text });
  }
  return last;
}
