import { z } from 'zod';

/** Ways in which devices report their firmware over HID: which reports are read, and what their bytes mean. */
export const FIRMWARE_LAYOUTS = ['lighthouse', 'vive-mainboard', 'rift-s'] as const;
export const firmwareLayoutSchema = z.enum(FIRMWARE_LAYOUTS);
export type FirmwareLayout = z.infer<typeof firmwareLayoutSchema>;

/**
 * Why a device that could report its firmware was not heard: `busy` another program holds it for itself, `denied` this account may
 * not open it, `gone` it was unplugged, `no-answer` it took too long, `refused` it has no such report, `malformed` its report is none,
 * `empty` its report is all zero.
 */
export const FIRMWARE_GAPS = ['busy', 'denied', 'gone', 'no-answer', 'refused', 'malformed', 'empty'] as const;
export const firmwareGapSchema = z.enum(FIRMWARE_GAPS);
export type FirmwareGap = z.infer<typeof firmwareGapSchema>;

/** What a lighthouse device says of itself in its stored configuration. */
export const lighthouseConfigSchema = z.object({
  model: z.string().nullable(),
  class: z.string().nullable(),
  serial: z.string().nullable(),
  mainboardSerial: z.string().nullable(),
});
export type LighthouseConfig = z.infer<typeof lighthouseConfigSchema>;

const readSchema = z.object({
  status: z.literal('read'),
  layout: firmwareLayoutSchema,
  /** Id of the report that it was read from. */
  report: z.int().min(0).max(255),
  /** As the maker's own program shows it; null where nobody has published what the bytes mean. */
  version: z.string().nullable(),
  /** Revision of the board, `129 1.5.0`. */
  hardware: z.string().optional(),
  fpga: z.string().optional(),
  /** How the display names itself: maker and product of its EDID, `HVRAA01`. */
  monitor: z.string().optional(),
  /** The report itself in hex, where its layout is not known. */
  bytes: z.string().optional(),
  config: lighthouseConfigSchema.optional(),
});
export type ReadFirmware = z.infer<typeof readSchema>;

const unreadSchema = z.object({
  status: z.literal('unread'),
  layout: firmwareLayoutSchema,
  reason: firmwareGapSchema,
  /** What the operating system said. */
  detail: z.string().nullable(),
});

/** The firmware of one device as it reports it, or why it was not read. */
export const hidFirmwareSchema = z.discriminatedUnion('status', [readSchema, unreadSchema]);
export type HidFirmware = z.infer<typeof hidFirmwareSchema>;
