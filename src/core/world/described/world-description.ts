import { z } from 'zod';
import { expectedDeviceSchema } from '../../../shared/domain/station.ts';
import { usbSpeedSchema } from '../../../shared/domain/usb-facts.ts';

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

/** The compact description a world is made from. */
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
  bluetooth: z.array(bluetoothDeviceSchema).default([]),
  /** What belongs to the seat; null: never learned. Left out: the demonstration keeps the station it has. */
  equipment: z.array(expectedDeviceSchema).nullable().optional(),
});
export type WorldDescription = z.infer<typeof worldDescriptionSchema>;
