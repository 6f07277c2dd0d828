import { readFile, readlink } from 'node:fs/promises';
import type { UsbControllerFacts, UsbDefect, UsbInterfaceFacts } from '../../../shared/domain/usb-facts.ts';
import type { UsbPower } from '../../../shared/domain/usb-power.ts';
import type { Side } from '../../../shared/domain/socket-terms.ts';
import type { UsbSpeed } from '../../../shared/domain/usb-id.ts';
import { parseDescriptors } from './descriptors.ts';
import { firmwareSideOf } from './firmware-side.ts';
import { readLinuxPower } from './linux-power.ts';

const ROOT = '/sys/bus/usb/devices';
const HID_CLASS = 3;

/** Facts about a device that the Linux kernel caches in sysfs: reading them does not open the device or send anything to it. */
export interface SysfsUsbFacts {
  readonly controller: string | null;
  readonly companionPorts: number[] | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serial: string | null;
  readonly hubPorts: number | null;
  readonly maxPowerMilliamps: number | null;
  readonly selfPowered: boolean | null;
  readonly interfaces: UsbInterfaceFacts[] | null;
  readonly defects: UsbDefect[];
  readonly socketHasSuperSpeed?: boolean;
  readonly disabled?: boolean;
  readonly companionController?: string;
  readonly firmwareSide?: Side;
  readonly power?: UsbPower;
}

async function readAttribute(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch {
    return null; // The attribute does not exist, or the device was just unplugged.
  }
}

async function readLink(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes a string attribute.
 * @returns undefined where the bytes are no text: invalid UTF-8, or control characters, which the kernel produces from a string
 * descriptor that is not UTF-16.
 */
function decodeText(bytes: Uint8Array | null): string | null | undefined {
  if (bytes === null) return null;
  try {
    const text = utf8.decode(bytes).trim();
    if (/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u.test(text)) return undefined;
    return text === '' ? null : text;
  } catch {
    return undefined;
  }
}

const parseNumber = (bytes: Uint8Array | null): number | null => {
  const value = Number.parseInt(decodeText(bytes) ?? '', 10);
  return Number.isNaN(value) ? null : value;
};

/** Converts Mbit/s as the kernel writes them: `480`, `5000`, `20000`; `unknown` before the link is up. */
export function speedOfMegabits(text: string | null): UsbSpeed | null {
  const megabits = Number.parseFloat(text ?? '');
  if (megabits >= 10000) return 'super-plus';
  if (megabits >= 5000) return 'super';
  return ({ 480: 'high', 12: 'full', 1.5: 'low' } as const)[megabits] ?? null;
}

/** `/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2` → `0000:00:14.0`: the directory that holds the root hub. */
function controllerIn(devicePath: string | null): string | null {
  const parts = devicePath?.split('/') ?? [];
  const rootHub = parts.findIndex((part) => /^usb\d+$/.test(part));
  return rootHub > 0 ? (parts[rootHub - 1] ?? null) : null;
}

/** `…/usb1/1-0:1.0/usb1-port5` → [5]; `…/1-5/1-5:1.0/1-5-port2` → [5, 2]. */
function portsIn(portPath: string | null): number[] | null {
  const name = portPath?.split('/').at(-1) ?? '';
  const match = /^(?:usb\d+|\d+-([\d.]+))-port(\d+)$/.exec(name);
  if (match === null) return null;
  return [...(match[1]?.split('.').map(Number) ?? []), Number(match[2])];
}

/** The two halves of a USB-C socket may be on two controllers. */
async function companionControllerOf(peer: string | null, own: string | null) {
  const name = peer?.split('/').at(-1) ?? '';
  const bus = /^(?:usb)?(\d+)-/.exec(name)?.[1];
  const controller = bus === undefined ? null : controllerIn(await readLink(`${ROOT}/usb${bus}`));
  return controller === null || controller === own ? {} : { companionController: controller };
}

/** Reads the kernel's link speed, which includes speeds that the enumeration does not know (20 Gbit/s). */
export const readSysfsSpeed = async (key: string): Promise<UsbSpeed | null> =>
  speedOfMegabits(decodeText(await readAttribute(`${ROOT}/${key}/speed`)) ?? null);

/** Reads the facts of a device from sysfs. @param key kernel name of the device, e.g. `1-2.3`. */
export async function readSysfsUsbFacts(key: string): Promise<SysfsUsbFacts> {
  const attribute = (name: string) => readAttribute(`${ROOT}/${key}/${name}`);
  const [
    panel,
    devicePath,
    port,
    peer,
    authorized,
    manufacturer,
    product,
    serial,
    maxchild,
    maxPower,
    active,
    descriptors,
  ] = await Promise.all([
    // `_PLD` of ACPI, as the kernel writes it (ABI: sysfs-devices-physical_location).
    readAttribute(`${ROOT}/${key}/physical_location/panel`),
    readLink(`${ROOT}/${key}`),
    readLink(`${ROOT}/${key}/port`),
    readLink(`${ROOT}/${key}/port/peer`),
    attribute('authorized'),
    attribute('manufacturer'),
    attribute('product'),
    attribute('serial'),
    attribute('maxchild'),
    attribute('bMaxPower'),
    attribute('bConfigurationValue'),
    attribute('descriptors'),
  ]);
  const parsed = descriptors === null ? null : parseDescriptors(descriptors, parseNumber(active));
  const strings = { manufacturer: decodeText(manufacturer), product: decodeText(product), serial: decodeText(serial) };
  const defects = new Set<UsbDefect>(parsed?.defects ?? ['descriptors-missing']);
  if (Object.values(strings).includes(undefined)) defects.add('string-not-text');
  const ports = parseNumber(maxchild);
  const interfaces = parsed?.configuration?.interfaces ?? null;
  return {
    controller: controllerIn(devicePath),
    companionPorts: portsIn(peer),
    ...(await companionControllerOf(peer, controllerIn(devicePath))),
    // The kernel knows the sockets only where the firmware describes them.
    ...firmwareSideOf(decodeText(panel)),
    ...(port !== null && { socketHasSuperSpeed: peer !== null }),
    ...(await readLinuxPower(attribute)),
    // Rules such as those of USBGuard shut devices out.
    ...(parseNumber(authorized) === 0 && { disabled: true }),
    manufacturer: strings.manufacturer ?? null,
    product: strings.product ?? null,
    serial: strings.serial ?? null,
    hubPorts: ports !== null && ports > 0 ? ports : null,
    maxPowerMilliamps: parseNumber(maxPower),
    selfPowered: parsed?.configuration?.selfPowered ?? null,
    interfaces: interfaces === null ? null : await Promise.all(interfaces.map((it) => withDetails(key, it))),
    defects: [...defects],
  };
}

/**
 * Reads the driver of HID interfaces, which shows whether a program has detached the device from the kernel, and the name of vendor
 * interfaces `ff/ff/00`, by which older Android headsets identify their MTP function.
 */
async function withDetails(key: string, facts: UsbInterfaceFacts): Promise<UsbInterfaceFacts> {
  const at = `${ROOT}/${key}/${key}:1.${facts.number}`;
  if (facts.classCode === HID_CLASS) {
    const driver = await readLink(`${at}/driver`);
    return { ...facts, driver: driver?.split('/').at(-1) ?? null };
  }
  const { classCode, subclassCode, protocolCode } = facts;
  if (classCode !== 0xff || subclassCode !== 0xff || protocolCode !== 0) return facts;
  const name = decodeText(await readAttribute(`${at}/interface`));
  return typeof name === 'string' ? { ...facts, name } : facts;
}

/** Reads what the host controllers of these devices are; those in no slot are left out. */
export async function readControllers(
  devices: readonly { readonly controller: string | null }[],
): Promise<UsbControllerFacts[]> {
  const names = [...new Set(devices.flatMap(({ controller }) => controller ?? []))];
  const read = await Promise.all(
    names.map(async (name): Promise<UsbControllerFacts[]> => {
      const [vendor, device] = await Promise.all(
        ['vendor', 'device'].map(async (file) => {
          const text = decodeText(await readAttribute(`/sys/bus/pci/devices/${name}/${file}`));
          return /^0x([0-9a-f]{4})$/.exec(text ?? '')?.[1];
        }),
      );
      return vendor === undefined || device === undefined ? [] : [{ name, pciId: `${vendor}:${device}` }];
    }),
  );
  return read.flat();
}
