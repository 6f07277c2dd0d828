import { readFile, readlink } from 'node:fs/promises';
import type { UsbPortFacts } from '../../../shared/domain/usb-facts.ts';
import { awakeSeconds, type KernelMessage, troublesIn } from './kernel-log.ts';

const ROOT = '/sys/bus/usb/devices';
/** What the kernel said longer ago may have been put right since: nothing is said when a device that failed is unplugged. */
const RECENT_SECONDS = 15 * 60;

/** `usb1-port5` → `1-5`, `1-5-port2` → `1-5.2`. */
const keyOf = (port: string): string => port.replace(/^usb(\d+)-port/, '$1-').replace('-port', '.');

/** The hub above, by the key of a device in it: `1-5.2` → `1-5`; null for a port of the PC. */
const hubOf = (key: string): string | null => (key.includes('.') ? key.replace(/\.\d+$/, '') : null);

/** More USB buses a lab PC does not have; two for each controller. */
const MAX_BUSES = 16;

const readNumber = async (file: string): Promise<number> => Number(await readFile(file, 'utf8').catch(() => '0')) || 0;

/** Ports of a hub that drew too much current since the system was started, by the kernel's counters. @param hub `usb1` or `1-5`. */
async function overcurrentPorts(hub: string): Promise<string[]> {
  // The ports are below the interface of the hub: `usb1/1-0:1.0/usb1-port5`, `1-5/1-5:1.0/1-5-port2`.
  const folder = `${ROOT}/${hub}/${hub.startsWith('usb') ? `${hub.slice(3)}-0` : hub}:1.0`;
  const count = await readNumber(`${ROOT}/${hub}/maxchild`);
  const ports = Array.from({ length: count }, (_, index) => `${hub}-port${index + 1}`);
  const counts = await Promise.all(ports.map((port) => readNumber(`${folder}/${port}/over_current_count`)));
  return ports.filter((_, at) => counts[at]! > 0).map(keyOf);
}

/** `/sys/devices/pci0000:00/0000:00:14.0/usb1` → `0000:00:14.0`. */
const controllerOf = async (bus: string): Promise<string | null> =>
  (await readlink(`${ROOT}/usb${bus}`).catch(() => '')).split('/').at(-2) ?? null;

/**
 * Ports at which something is wrong, as far as the kernel lets this account see.
 * @param hubs keys of the hubs that are plugged in. @param isTaken whether a device that works is in a port.
 * @param log of the kernel; null where it may not be read.
 */
export async function readTroubledPorts(
  hubs: readonly string[],
  isTaken: (key: string) => boolean,
  log: readonly KernelMessage[] | null,
): Promise<UsbPortFacts[]> {
  const roots = Array.from({ length: MAX_BUSES }, (_, index) => `usb${index + 1}`);
  const overcurrents = (await Promise.all([...roots, ...hubs].map(overcurrentPorts))).flat();
  const said = troublesIn(log ?? [], awakeSeconds() - RECENT_SECONDS);
  const troubles = new Map<string, { trouble: UsbPortFacts['trouble']; text: string | null }>(said);
  for (const key of overcurrents) if (!troubles.has(key)) troubles.set(key, { trouble: 'overcurrent', text: null });
  return await Promise.all(
    [...troubles]
      .filter(([key]) => !isTaken(key))
      .map(async ([key, { trouble, text }]) => ({
        key,
        controller: await controllerOf(key.split('-')[0]!),
        hub: hubOf(key),
        trouble,
        failure: text,
      })),
  );
}
