import { z } from 'zod';
import { firmwareGapSchema, firmwareLayoutSchema } from './hid-firmware.ts';
import { usbSpeedSchema } from './usb-facts.ts';

export const deviceKindSchema = z.enum([
  'headset',
  'glasses',
  'controller',
  'tracker',
  'dongle',
  'base-station',
  'camera',
  'accessory',
  'unknown',
]);
export type DeviceKind = z.infer<typeof deviceKindSchema>;

/** How badly a part is needed: without an essential one the device does not work, without a secondary one it works with less. */
export const partNeedSchema = z.enum(['essential', 'secondary', 'optional']);
export type PartNeed = z.infer<typeof partNeedSchema>;

/** The physical piece a part sits in: what a teacher can see and touch. */
export const pieceSchema = z.enum(['link-box', 'cable', 'headset', 'separate']);
export type Piece = z.infer<typeof pieceSchema>;

/**
 * One USB (or Bluetooth HID) device playing a role in a recognised device.
 * `key` is its USB key or HID path, null when it is missing.
 */
export const devicePartSchema = z.object({
  role: z.string(),
  piece: pieceSchema,
  need: partNeedSchema,
  key: z.string().nullable(),
  speed: usbSpeedSchema.nullable(),
  /** SuperSpeed where the catalogue expects it, else null. */
  expectedSpeed: z.enum(['high', 'super']).nullable(),
});
export type DevicePart = z.infer<typeof devicePartSchema>;

/** The firmware of one part as it reports it over HID. */
export const ownFirmwareSchema = z.object({
  role: z.string(),
  layout: firmwareLayoutSchema,
  /** Null: not read, or nobody has published what its bytes mean. */
  version: z.string().nullable(),
  /** Id of the report it was read from; null: not read. */
  report: z.int().nullable(),
  /** Why it was not read. */
  gap: firmwareGapSchema.nullable(),
});
export type OwnFirmware = z.infer<typeof ownFirmwareSchema>;

/** A catalogue entry matched by its set of siblings, with parts present and missing. */
export const recognisedDeviceSchema = z.object({
  /** `<model>@<port>`, unique in one snapshot: the subject of findings. */
  subject: z.string(),
  /** Catalogue id, or `unknown` where the identity stays open. */
  model: z.string(),
  kind: deviceKindSchema,
  vendor: z.string().nullable(),
  /** Brand name, the same in every language; null for an unknown device without a product string. */
  name: z.string().nullable(),
  connection: z.string().nullable(),
  /** Catalogue ids it may be, when the identity stays open. */
  candidates: z.array(z.string()),
  serial: z.string().nullable(),
  /** Port nearest to the PC that belongs to this device, e.g. `2-1.3`; null for Bluetooth. */
  port: z.string().nullable(),
  /** Fastest link among its parts. */
  speed: usbSpeedSchema.nullable(),
  /** USB composition or special mode by catalogue, e.g. `link`, `fastboot`. */
  mode: z.string().nullable(),
  parts: z.array(devicePartSchema),
  /** USB keys of everything inside the device, also of chips that no source names. */
  members: z.array(z.string()),
  /** bcdDevice of the part that gave the identity. */
  firmware: z.object({ usbRelease: z.string() }).nullable(),
  /** The plug of its cable at the PC, where the catalogue knows it. */
  plug: z.enum(['usb-a', 'usb-c']).optional(),
  /** What its parts report of their firmware over HID, or why they were not heard. Absent: none of them reports. */
  ownFirmware: z.array(ownFirmwareSchema).optional(),
  /** The catalogue knows the model from papers only: nobody has shown the device itself. */
  unverified: z.boolean().optional(),
});
export type RecognisedDevice = z.infer<typeof recognisedDeviceSchema>;
