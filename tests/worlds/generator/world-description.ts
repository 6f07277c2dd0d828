import { z } from 'zod';
import { linuxDescriptionSchema } from './linux-description.ts';
import { windowsDescriptionSchema } from './windows-description.ts';
import { usbSpeedSchema } from '../../../src/shared/domain/usb-facts.ts';

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
  /**
   * `hid[:page/usage]`, `keyboard`, `mouse`, `audio`, `video`, `storage`, `cdc`, or `class/subclass/protocol` in hex.
   */
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

/** The compact description a world is generated from. */
export const worldDescriptionSchema = z.strictObject({
  about: z.string(),
  /** PCI address of each host controller and its buses; SuperSpeed buses may name the USB 2 port behind each port. */
  controllers: z.record(
    z.string(),
    z.strictObject({
      usb2: z.int(),
      usb3: z.int().optional(),
      peers: z.record(z.string(), z.int()).optional(),
    }),
  ),
  devices: z.record(z.string().regex(/^\d+-[\d.]+$/), deviceSchema),
  /** A Windows PC instead of the standard Linux one. */
  windows: windowsDescriptionSchema.optional(),
  /** Software of the Linux PC. */
  linux: linuxDescriptionSchema.optional(),
});
export type WorldDescription = z.infer<typeof worldDescriptionSchema>;
