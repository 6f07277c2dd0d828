import { z } from 'zod';
import { USB_SPEEDS } from './usb-id.ts';

/** Negotiated link speed. */
export const usbSpeedSchema = z.enum(USB_SPEEDS);

/** Four lower-case hex digits, as a vendor or product id is written in udev rules and data sheets. */
const usbIdHalfSchema = z.string().regex(/^[0-9a-f]{4}$/);

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
  /** Kernel driver bound to the interface (Linux); `usbfs` means a program holds it. Null: none, or not known here. */
  driver: z.string().nullable(),
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
  /** The same socket as `ports`, in the numbering of the USB 2 half, where the operating system reports it (sysfs `peer`). */
  companionPorts: z.array(z.int().min(0)).nullable(),
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
});
export type UsbDeviceFacts = z.infer<typeof usbDeviceFactsSchema>;

export const usbFactsSchema = z.object({ devices: z.array(usbDeviceFactsSchema) });
export type UsbFacts = z.infer<typeof usbFactsSchema>;
