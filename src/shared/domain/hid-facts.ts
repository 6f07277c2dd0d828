import { z } from 'zod';
import { hidFirmwareSchema } from './hid-firmware.ts';

/**
 * Result of opening the device once and closing it at once; nothing is written, and nothing read but the firmware reports that the
 * catalogue lists.
 * `not-tried`: the id is not in the device catalogue, so it is none of our business (keyboards, mice).
 */
export const hidAccessSchema = z.enum(['ok', 'denied', 'busy', 'gone', 'error', 'not-tried']);
export type HidAccess = z.infer<typeof hidAccessSchema>;

export const hidDeviceFactsSchema = z.object({
  /** Path by which the operating system opens it, e.g. `/dev/hidraw3`. */
  path: z.string(),
  vendorId: z.string().regex(/^[0-9a-f]{4}$/),
  productId: z.string().regex(/^[0-9a-f]{4}$/),
  serial: z.string().nullable(),
  manufacturer: z.string().nullable(),
  product: z.string().nullable(),
  /** USB interface number; null for Bluetooth and where unknown. */
  interfaceNumber: z.int().min(0).nullable(),
  usagePage: z.int().min(0).nullable(),
  usage: z.int().min(0).nullable(),
  bus: z.enum(['usb', 'bluetooth', 'other']).nullable(),
  /** Key of the USB device it belongs to, where the operating system reports it. */
  usbKey: z.string().nullable(),
  access: hidAccessSchema,
  /** What the operating system said when opening failed. */
  accessDetail: z.string().nullable(),
  /** Absent: the catalogue knows no report of its firmware, or it was taken by a release that did not ask. */
  firmware: hidFirmwareSchema.optional(),
});
export type HidDeviceFacts = z.infer<typeof hidDeviceFactsSchema>;

export const hidFactsSchema = z.object({ devices: z.array(hidDeviceFactsSchema) });
export type HidFacts = z.infer<typeof hidFactsSchema>;
