import { z } from 'zod';
import { usbSpeedSchema } from '../../../shared/domain/usb-facts.ts';

/** How Windows answers to opening a device: see the bench that serves these trees. */
const openModeSchema = z.enum(['ok', 'sharing', 'denied', 'held', 'gone', 'never', 'not-ready']);

const hex = z.string().regex(/^[0-9a-f]{1,8}$/i);
const id = z.string().regex(/^[0-9a-f]{4}$/);

/** What the device manager shows of a node. */
const nodeShape = {
  instance: z.string().optional(),
  desc: z.string().optional(),
  mfg: z.string().optional(),
  service: z.string().optional(),
  /** CM_PROB_ code, and the NTSTATUS behind it. */
  problem: z.int().min(0).max(255).optional(),
  problemStatus: z.int().optional(),
  driverVersion: z.string().optional(),
  driverDate: z.string().optional(),
  provider: z.string().optional(),
  inf: z.string().optional(),
  arrived: z.string().optional(),
  removed: z.string().optional(),
  /** DEVICE_POWER_STATE now: 1 working (D0) to 4 asleep (D3). */
  power: z.int().min(0).max(4).optional(),
  /** Numbers in its hardware key, with a subkey before the name where there is one; null: it may not be read. */
  settings: z.record(z.string(), z.int()).nullable().optional(),
};

const treeNodeSchema = z.object(nodeShape);
export type TreeNode = z.infer<typeof treeNodeSchema>;

const hidNodeSchema = z.object({
  usagePage: hex.optional(),
  usage: hex.optional(),
  /** Number of the collection, where a report descriptor has several. */
  collection: z.int().optional(),
  open: openModeSchema.optional(),
  /** Milliseconds that opening takes. */
  openDelayMs: z.int().optional(),
  features: z.array(z.object({ id: hex, hex: z.string(), delayMs: z.int().optional() })).optional(),
  /** Input reports, which come one after the other. */
  inputs: z.array(z.object({ hex: z.string(), delayMs: z.int() })).optional(),
  feat: z.int().optional(),
});
export type HidNode = z.infer<typeof hidNodeSchema>;

const treeInterfaceSchema = z.object({
  ...nodeShape,
  number: z.int().optional(),
  class: z.int(),
  subclass: z.int().optional(),
  protocol: z.int().optional(),
  endpoints: z.int().optional(),
  iso: z.boolean().optional(),
  /** What the function calls itself. */
  name: z.string().optional(),
  hid: z.array(hidNodeSchema).optional(),
});
export type TreeInterface = z.infer<typeof treeInterfaceSchema>;

const portShape = {
  port: z.int(),
  /** USB_CONNECTION_STATUS. */
  status: z.int().optional(),
  /** USB_PROTOCOLS: 1 USB 1.1, 2 USB 2, 4 USB 3. */
  protocols: z.int().optional(),
  /** Bits of USB_PORT_PROPERTIES: 1 a person can reach it, 8 Type-C. */
  connprops: z.int().optional(),
  companionPort: z.int().optional(),
  /** Instance id of the companion's hub; missing: the same hub. */
  companionHub: z.string().optional(),
};

const emptyPortSchema = z.object(portShape);
export type EmptyPort = z.infer<typeof emptyPortSchema>;

const deviceShape = {
  ...nodeShape,
  ...portShape,
  vid: id,
  pid: id,
  bcd: hex.optional(),
  /** `_PLD` buffer of its socket in hex. */
  physicalDeviceLocation: z
    .string()
    .regex(/^(?:[0-9a-f]{2})+$/i)
    .optional(),
  /** bcdUSB. */
  usb: hex.optional(),
  speed: usbSpeedSchema.optional(),
  /** Could run at SuperSpeed, and does not. */
  ssCapable: z.boolean().optional(),
  hubPorts: z.int().optional(),
  openHub: openModeSchema.optional(),
  /** Milliseconds that every answer of the hub takes. */
  hubDelayMs: z.int().optional(),
  selfPowered: z.boolean().nullable().optional(),
  /** bMaxPower as it stands in the descriptor: 2 mA each, 8 mA at SuperSpeed. */
  maxPowerUnits: z.int().optional(),
  manufacturer: z.string().nullable().optional(),
  product: z.string().nullable().optional(),
  serial: z.string().nullable().optional(),
  /** Language id of its strings. */
  lang: hex.optional(),
  /** Raw configuration descriptor instead of a generated one. */
  configurationHex: z.string().optional(),
  interfaces: z.array(treeInterfaceSchema).optional(),
  hid: z.array(hidNodeSchema).optional(),
  emptyPorts: z.array(emptyPortSchema).optional(),
};

interface Below {
  children?: TreeDevice[] | undefined;
  /** Removed devices that Windows remembers. */
  gone?: TreeDevice[] | undefined;
}
const flatDeviceSchema = z.object(deviceShape);
export type TreeDevice = z.infer<typeof flatDeviceSchema> & Below & { classCode?: number | undefined };
export const treeDeviceSchema: z.ZodType<TreeDevice> = z.lazy(() =>
  z
    .object({
      ...deviceShape,
      class_: z.int().optional(),
      children: z.array(treeDeviceSchema).optional(),
      gone: z.array(treeDeviceSchema).optional(),
    })
    .transform(({ class_: classCode, ...device }) => ({ ...device, ...(classCode !== undefined && { classCode }) })),
);

const controllerSchema = z.object({
  ...nodeShape,
  instance: z.string(),
  /** Location path. */
  path: z.string(),
  /** Ports of the root hub, those of both halves of USB 3 in one list. */
  ports: z.int().optional(),
  openHub: openModeSchema.optional(),
  hubDelayMs: z.int().optional(),
  emptyPorts: z.array(emptyPortSchema).optional(),
  devices: z.array(treeDeviceSchema).default([]),
  gone: z.array(treeDeviceSchema).optional(),
});
export type TreeController = z.infer<typeof controllerSchema>;

const treeEventSchema = z.object({
  /** 1010 missing on the bus, 1011 failing, 410 started, 411 did not start. */
  id: z.int(),
  /** Below zero: in the future. */
  hoursAgo: z.number(),
  /** So often, some minutes apart. */
  times: z.int().min(1).optional(),
  /** Of the device in that port, or in the one of the hub in it: `2.3.1`, of the first controller; or its instance id. */
  device: z.string(),
});
export type TreeEvent = z.infer<typeof treeEventSchema>;

/** A PC as the device manager of Windows shows it: host controllers, hubs and what is plugged into them. */
export const windowsTreeSchema = z.object({
  /** USB selective suspend of the active power plan, or the error of Windows that reading it ends with. */
  powerPlan: z.union([z.object({ mains: z.boolean(), battery: z.boolean() }), z.object({ error: z.int() })]).optional(),
  /** Events of Kernel-PnP, or the error that reading its log ends with. Missing: Windows has no such log. */
  events: z.union([z.array(treeEventSchema), z.object({ error: z.int() })]).optional(),
  controllers: z.array(controllerSchema),
  bluetoothHid: z
    .array(
      z.object({
        ...hidNodeSchema.shape,
        vid: id,
        pid: id,
        /** Bluetooth Low Energy. */
        ble: z.boolean().optional(),
        product: z.string().nullable().optional(),
        serial: z.string().nullable().optional(),
      }),
    )
    .optional(),
});
export type WindowsTree = z.infer<typeof windowsTreeSchema>;
