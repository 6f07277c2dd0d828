import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { expectedDeviceSchema } from '../../../shared/domain/station.ts';
import { usbSpeedSchema } from '../../../shared/domain/usb-facts.ts';
import { usbPowerSchema } from '../../../shared/domain/usb-power.ts';
import { speedOfMegabits } from '../../probes/usb/linux-sysfs.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { type TreeDevice, windowsTreeSchema } from './windows-tree.ts';
import { readJsonFile } from '../../platform/read-json-file.ts';
import { describedPcSchema } from './described-pc.ts';

const deviceSchema = z.strictObject({
  /** `28de:2300`. */
  id: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/),
  speed: usbSpeedSchema,
  /** bcdDevice, e.g. `2.21`. */
  release: z.string().default('1.00'),
  manufacturer: z.string().optional(),
  product: z.string().optional(),
  serial: z.string().optional(),
  /** Number of ports: makes it a hub. */
  hub: z.int().min(1).optional(),
  /** Names and codes of [descriptors.ts](descriptors.ts): `hid[:page/usage]`, `adb`, `video`, or `class/subclass/protocol` in hex, with its name behind a colon. */
  interfaces: z.array(z.string()).default([]),
  power: z.int().default(100),
  /** Raw descriptors in hex instead of generated ones. */
  descriptors: z.string().optional(),
  /** Strings given as escaped bytes, e.g. `\\xff\\xfe`, instead of text. */
  rawStrings: z.partialRecord(z.enum(['manufacturer', 'product', 'serial']), z.string()).optional(),
  /** False: the hidraw nodes are announced but their device files are gone. */
  nodes: z.boolean().default(true),
  /** Kernel driver of its HID interfaces when it is not usbhid; no hidraw node then. */
  hidDriver: z.string().optional(),
  /** Side of its socket by ACPI, as the kernel writes it: `back`, `front` … */
  panel: z.string().optional(),
  /** False: a rule of the operating system, or a person in Device Manager, shuts it out. */
  authorized: z.boolean().default(true),
  /** How the system saves power at it; missing: it does not say. */
  powerSaving: usbPowerSchema.optional(),
});
export type DescribedDevice = z.infer<typeof deviceSchema>;

const bluetoothDeviceSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/),
  name: z.string(),
  serial: z.string().default(''),
  /** `page/usage` in hex. */
  usage: z
    .string()
    .regex(/^[0-9a-f]+\/[0-9a-f]+$/)
    .default('0001/05'),
});
export type DescribedBluetoothDevice = z.infer<typeof bluetoothDeviceSchema>;

/** Messages of the kernel, which it repeated so often, some minutes apart. */
const saidSchema = z.strictObject({
  hoursAgo: z.number(),
  times: z.int().min(1).default(1),
  text: z.union([z.string(), z.array(z.string())]),
});

/** The compact description of a world. */
export const worldDescriptionSchema = z.strictObject({
  about: z.string(),
  /**
   * PCI address of each host controller, or the name of a virtual one (`vhci_hcd.0`), and its buses; SuperSpeed buses may
   * name the USB 2 port behind each port.
   */
  controllers: z.record(
    z.string(),
    z.strictObject({
      usb2: z.int(),
      usb3: z.int().optional(),
      peers: z.record(z.string(), z.int()).optional(),
    }),
  ),
  devices: z.record(z.string().regex(/^\d+-[\d.]+$/), deviceSchema),
  /** Ports that were switched off for too much current, by the key a device in it would have. */
  overcurrents: z.array(z.string().regex(/^\d+-[\d.]+$/)).default([]),
  bluetooth: z.array(bluetoothDeviceSchema).default([]),
  /** What the kernel said of USB in the last days, the oldest first; null: this account may not read it. Missing: nobody asked. */
  kernelLog: z.array(saidSchema).nullable().optional(),
  /** Expected equipment of the seat; null: never learned. Missing: the demonstration keeps its station. */
  equipment: z.array(expectedDeviceSchema).nullable().optional(),
  /** What the firmware calls the PC; missing: nothing. */
  pc: describedPcSchema.optional(),
});
export type WorldDescription = z.infer<typeof worldDescriptionSchema>;

/** Input of `worldDescriptionSchema`: the other formats are converted to it, and it validates them. */
type Written = z.input<typeof worldDescriptionSchema>;

const RELEASE = /^[0-9a-f]{1,4}$/i;
/** `0604` → `6.04`, as lsusb writes it. */
const formatRelease = (bcd: string) =>
  `${bcd.padStart(4, '0').slice(0, 2).replace(/^0/, '')}.${bcd.padStart(4, '0').slice(2)}`;
const bcdSchema = z.string().regex(RELEASE).transform(formatRelease).optional();
const strings = { manufacturer: z.string().optional(), product: z.string().optional(), serial: z.string().optional() };

/** Format of captures from schools: a list of devices with kernel names, and speeds in Mbit/s. */
const deviceListSchema = z
  .object({
    seen: z.string().optional(),
    about: z.string().optional(),
    controllers: z.record(z.string(), z.object({ usb2: z.int().optional(), usb3: z.int().optional() })).optional(),
    devices: z.array(
      z.object({
        at: z.string(),
        id: z.string(),
        bcd: bcdSchema,
        speed: z.number(),
        class: z.int().optional(),
        ports: z.int().optional(),
        interfaces: z.array(z.union([z.string(), z.int()])).optional(),
        power: z.int().optional(),
        ...strings,
      }),
    ),
    bluetooth: z
      .array(
        z.object({ id: z.string(), name: z.string(), serial: z.string().optional(), usage: z.string().optional() }),
      )
      .optional(),
  })
  .transform(({ seen, about, controllers = {}, devices, bluetooth = [] }): Written => {
    const buses = new Set(Object.values(controllers).flatMap(({ usb2, usb3 }) => [usb2, usb3]));
    const missing = [...new Set(devices.map(({ at }) => Number(at.split('-')[0])))].filter((bus) => !buses.has(bus));
    const fast = (bus: number) => devices.some(({ at, speed }) => Number(at.split('-')[0]) === bus && speed >= 5000);
    const usb2 = missing.find((bus) => !fast(bus));
    const usb3 = missing.find(fast);
    const named = Object.entries(controllers).flatMap(([name, it]) =>
      it.usb2 === undefined
        ? []
        : [[name, { usb2: it.usb2, ...(it.usb3 !== undefined && { usb3: it.usb3 }) }] as const],
    );
    const standard = { usb2: usb2 ?? 901, ...(usb3 !== undefined && { usb3 }) };
    return {
      about: about ?? seen ?? '',
      controllers: Object.fromEntries([...named, ...(missing.length > 0 ? [['0000:00:14.0', standard] as const] : [])]),
      devices: Object.fromEntries(
        devices.map(({ at, bcd, speed, class: deviceClass, ports, interfaces = [], ...device }) => [
          at,
          {
            ...device,
            speed: speedOfMegabits(String(speed)) ?? 'high',
            ...(bcd !== undefined && { release: bcd }),
            ...(deviceClass === 9 && { hub: Math.max(1, ports ?? 4) }),
            interfaces: interfaces.filter((it) => it !== 'hub' && it !== 9).map(interfaceName),
          },
        ]),
      ),
      bluetooth,
    };
  });

const interfaceName = (written: string | number): string => {
  if (typeof written === 'string') return written;
  return written === 3 ? 'hid' : `${written.toString(16)}/0/0`;
};

/** Format of Windows device trees: controllers with one list of ports for both halves of USB 3. */
const describedTreeSchema = windowsTreeSchema.transform(({ controllers }): Written => {
  const devices: Written['devices'] = {};
  const described = controllers.map(({ path: location, instance, devices: roots }, index) => {
    const [usb2, usb3] = [2 * index + 1, 2 * index + 2];
    const peers: Record<string, number> = {};
    const add = (device: TreeDevice, ports: string) => {
      const bus = isFast(device) ? usb3 : usb2;
      // A device whose enumeration failed has no id and no readable data.
      if (device.vid !== '0000') devices[`${bus}-${ports}`] = treeDevice(device);
      for (const child of device.children ?? []) add(child, `${ports}.${child.port}`);
    };
    for (const root of roots) {
      if (isFast(root) && root.companionPort !== undefined) peers[root.port] = root.companionPort;
      add(root, String(root.port));
    }
    const name = location.startsWith('PCIROOT') ? `0000:0${index}:00.0` : instance.replaceAll('\\', '#');
    return [name, { usb2, usb3, peers }] as const;
  });
  return { about: '', controllers: Object.fromEntries(described), devices };
});

const isFast = ({ speed }: TreeDevice) => speed === 'super' || speed === 'super-plus';
const collectionOf = (hid: TreeDevice['hid']) => `hid:${hid?.[0]?.usagePage ?? 'ff00'}/${hid?.[0]?.usage ?? '1'}`;

function treeDevice({
  vid,
  pid,
  bcd,
  speed = 'high',
  hubPorts,
  interfaces,
  hid,
  ...device
}: TreeDevice): Written['devices'][string] {
  const { manufacturer, product, serial } = device;
  const written = (interfaces ?? []).map(({ class: code, subclass = 0, protocol = 0, hid: collections }) =>
    code === 3 ? collectionOf(collections) : [code, subclass, protocol].map((it) => it.toString(16)).join('/'),
  );
  return {
    id: `${vid}:${pid}`,
    speed,
    ...(bcd !== undefined && { release: formatRelease(bcd) }),
    ...(manufacturer && { manufacturer }),
    ...(product && { product }),
    ...(serial && { serial }),
    ...(hubPorts !== undefined && { hub: hubPorts }),
    interfaces: hid === undefined ? written : [collectionOf(hid)],
  };
}

/** Finds the description of a world: the JSON file itself, or `world.json` in the folder; null where there is none. */
export function descriptionFile(world: string): string | null {
  const inFolder = path.join(world, 'world.json');
  if (existsSync(inFolder)) return inFolder;
  return world.endsWith('.json') && existsSync(world) ? world : null;
}

/**
 * A description in any format: the compact one, a list of devices, a Windows tree, or one of the last two as the `world` of a
 * capture. Missing values get defaults; unknown keys of a capture are annotations and are ignored.
 */
export const anyDescriptionSchema = z.unknown().transform((written, context): WorldDescription => {
  const wrapped = z.object({ world: z.record(z.string(), z.unknown()) }).safeParse(written);
  const own = wrapped.success ? wrapped.data.world : written;
  const { controllers, devices } =
    z.object({ controllers: z.unknown().optional(), devices: z.unknown().optional() }).safeParse(own).data ?? {};
  const converted = Array.isArray(controllers)
    ? describedTreeSchema.safeParse(own)
    : Array.isArray(devices)
      ? deviceListSchema.safeParse(own)
      : { success: true as const, data: withoutAnnotations(own), error: undefined };
  const read = converted.success ? worldDescriptionSchema.safeParse(converted.data) : converted;
  if (read.success) return read.data;
  for (const { message, path: at } of read.error.issues) context.addIssue({ code: 'custom', message, path: at });
  return z.NEVER;
});

/** Keys that tests and tools store beside the description. */
const ANNOTATION_KEYS = new Set(['kind', 'expect', 'source', 'seen', 'windows', 'like']);
const withoutAnnotations = (written: unknown): unknown =>
  typeof written === 'object' && written !== null
    ? Object.fromEntries(Object.entries(written).filter(([key]) => !ANNOTATION_KEYS.has(key)))
    : written;

/** Reads a description; problems name file and field. */
export const readDescription = async (file: string): Promise<Result<WorldDescription>> =>
  await readJsonFile(file, anyDescriptionSchema, 'vrlab.world/1');
