import { z } from 'zod';
import { SIDES } from './socket-terms.ts';
import { usbHistorySchema } from './usb-history.ts';
import { USB_SPEEDS } from './usb-id.ts';
import { usbPowerPlanSchema, usbPowerSchema } from './usb-power.ts';

/** Negotiated link speed. */
export const usbSpeedSchema = z.enum(USB_SPEEDS);

/** Four lower-case hex digits, as a vendor or product id is written in udev rules and data sheets. */
const usbIdHalfSchema = z.string().regex(/^[0-9a-f]{4}$/);

/** Why Windows does not let a device or a function work: a code of cfg.h (`CM_PROB_…`), e.g. 28 for a missing driver. */
export const deviceProblemSchema = z.object({
  code: z.int().min(1),
  /** NTSTATUS behind it, in eight hex digits. */
  status: z.string().nullable(),
});
export type DeviceProblem = z.infer<typeof deviceProblemSchema>;

/** The driver package that Windows has bound to a device. */
export const usbDriverSchema = z.object({
  service: z.string().nullable(),
  provider: z.string().nullable(),
  version: z.string().nullable(),
  /** Civil date. */
  date: z.string().nullable(),
  inf: z.string().nullable(),
});
export type UsbDriver = z.infer<typeof usbDriverSchema>;

/** One interface of the active configuration, all its alternate settings taken together. */
export const usbInterfaceFactsSchema = z.object({
  number: z.int().min(0).max(255),
  classCode: z.int().min(0).max(255),
  subclassCode: z.int().min(0).max(255),
  protocolCode: z.int().min(0).max(255),
  /** Endpoints of the alternate setting that has the most of them: what the host controller must be able to reserve. */
  endpointCount: z.int().min(0),
  /** True when any alternate setting has an isochronous endpoint (cameras, audio): they reserve bandwidth. */
  isochronous: z.boolean(),
  /** What the interface calls itself, read only where its code alone says nothing (`ff/ff/00`). */
  name: z.string().optional(),
  /**
   * Driver bound to the interface: a kernel driver, of which `usbfs` means that a program holds it, or a Windows service.
   * Null: none, or not known here.
   */
  driver: z.string().nullable(),
  /** What is wrong with the function on Windows. */
  problem: deviceProblemSchema.optional(),
});
export type UsbInterfaceFacts = z.infer<typeof usbInterfaceFactsSchema>;

/** What could not be read, or was read and makes no sense; the device stays in the list with what is left. */
export const usbDefectSchema = z.enum([
  'descriptors-missing',
  'descriptors-truncated',
  'descriptors-inconsistent',
  'string-not-text',
]);
export type UsbDefect = z.infer<typeof usbDefectSchema>;

export const usbDeviceFactsSchema = z.object({
  /** `<bus>-<port>.<port>…`, unique in one snapshot and written as the Linux kernel writes it. */
  key: z.string().min(1),
  bus: z.string().min(1),
  address: z.int().min(0),
  /** Port numbers from the root hub down; empty only when the operating system does not report them. */
  ports: z.array(z.int().min(0)),
  /** Host controller the bus belongs to, e.g. a PCI address; both halves of a USB 3 socket share it. */
  controller: z.string().nullable(),
  /** The same socket as `ports`, in the numbering of the USB 2 half, where the operating system reports it. */
  companionPorts: z.array(z.int().min(0)).nullable(),
  /** Host controller of the USB 2 half, where it is another one: some USB-C sockets of laptops. */
  companionController: z.string().optional(),
  vendorId: usbIdHalfSchema,
  productId: usbIdHalfSchema,
  /** bcdDevice as `major.minor`, both halves in hex digits as lsusb prints them, e.g. `68.01`. */
  release: z.string().nullable(),
  /** bcdUSB, e.g. `2.00`, `3.20`. */
  usbVersion: z.string().nullable(),
  classCode: z.int().min(0).max(255),
  speed: usbSpeedSchema.nullable(),
  manufacturer: z.string().nullable(),
  product: z.string().nullable(),
  serial: z.string().nullable(),
  /** Number of downstream ports when the device is a hub, else null. */
  hubPorts: z.int().min(0).nullable(),
  /** bMaxPower in mA. */
  maxPowerMilliamps: z.int().min(0).nullable(),
  selfPowered: z.boolean().nullable(),
  /** Null: the configuration could not be read. */
  interfaces: z.array(usbInterfaceFactsSchema).nullable(),
  defects: z.array(usbDefectSchema),
  /** The device can run at SuperSpeed, whatever its link is now. Left out where the system does not tell. */
  canSuperSpeed: z.boolean().optional(),
  /** Its socket has a SuperSpeed half. Left out where the system does not tell. */
  socketHasSuperSpeed: z.boolean().optional(),
  /** Side of the PC that the firmware says its socket is on: a hint, as many makers fill it in carelessly. */
  firmwareSide: z.enum(SIDES).optional(),
  /** Why the system does not let it work. */
  problem: deviceProblemSchema.optional(),
  /** Somebody switched it off in the operating system. */
  disabled: z.boolean().optional(),
  driver: usbDriverSchema.optional(),
  /** Asleep to save power. */
  asleep: z.boolean().optional(),
  power: usbPowerSchema.optional(),
});
export type UsbDeviceFacts = z.infer<typeof usbDeviceFactsSchema>;

/** What is wrong with a port, as the hub sees it. */
export const PORT_TROUBLES = [
  /** Something is plugged in and does not answer. */
  'enumeration-failed',
  'overcurrent',
  'not-enough-power',
  'not-enough-bandwidth',
  'nested-too-deeply',
] as const;

/** A port at which something is wrong; ports with a working device and empty ones are not listed. */
export const usbPortFactsSchema = z.object({
  /** As the key of a device there would be. */
  key: z.string().min(1),
  controller: z.string().nullable(),
  /** Key of the hub it belongs to; null: a port of the PC. */
  hub: z.string().nullable(),
  trouble: z.enum(PORT_TROUBLES),
  /** How far the enumeration came, as Windows names it: `DEVICE_DESCRIPTOR_FAILURE`. */
  failure: z.string().nullable(),
  problem: deviceProblemSchema.optional(),
});
export type UsbPortFacts = z.infer<typeof usbPortFactsSchema>;

/** A device that was plugged in and is gone. */
export const removedDeviceSchema = z.object({
  vendorId: usbIdHalfSchema,
  productId: usbIdHalfSchema,
  product: z.string().nullable(),
  serial: z.string().nullable(),
  /** As the key of a device there would be; null where the system does not remember the place. */
  key: z.string().nullable(),
  /** ISO 8601. */
  arrivedAt: z.string().nullable(),
  removedAt: z.string(),
});
export type RemovedDevice = z.infer<typeof removedDeviceSchema>;

/** A hub that did not say what is plugged into it: what is missing there may be there after all. */
export const silentHubSchema = z.object({
  key: z.string().nullable(),
  /** `no-answer`, or the error code of the system. */
  reason: z.string(),
  /** The system says that it does not work: then nothing behind it is known at all. */
  hasFailed: z.boolean().optional(),
});

/** A host controller in a slot of the PC. */
export const usbControllerFactsSchema = z.object({
  /** As devices name it. */
  name: z.string().min(1),
  /** `8086:43ed`. */
  pciId: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/),
  driver: usbDriverSchema.optional(),
});
export type UsbControllerFacts = z.infer<typeof usbControllerFactsSchema>;

export const usbFactsSchema = z.object({
  devices: z.array(usbDeviceFactsSchema),
  /** These lists are left out where the system does not report such things. */
  troubledPorts: z.array(usbPortFactsSchema).optional(),
  removed: z.array(removedDeviceSchema).optional(),
  silentHubs: z.array(silentHubSchema).optional(),
  controllers: z.array(usbControllerFactsSchema).optional(),
  powerPlan: usbPowerPlanSchema.optional(),
  history: usbHistorySchema.optional(),
});
export type UsbFacts = z.infer<typeof usbFactsSchema>;
