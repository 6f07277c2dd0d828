import { z } from 'zod';
import { unreadReasonSchema } from './usb-power.ts';
import { HISTORY_DAYS } from './usb-terms.ts';

/** What happens to a USB device at its place. */
export const USB_EVENTS = [
  'connects',
  'disconnects',
  'resets',
  'overcurrents',
  /** It was plugged in, or came back, and could not be brought up; several messages about one attempt count once. */
  'failedStarts',
  'bandwidthRefusals',
] as const;
export type UsbEvent = (typeof USB_EVENTS)[number];

/** Days before the check, of 24 hours each: 0 are the last 24 hours. */
const daysAgo = z
  .int()
  .min(0)
  .max(HISTORY_DAYS - 1);
const count = z.int().min(0);

/** What happened at one place on one day; events that did not happen are left out. */
export const usbPlaceDaySchema = z.object({
  /** As the key of a device there would be. */
  key: z.string().min(1),
  /** `28de:2300` of the device that was there; null: nobody knows. */
  usbId: z.string().nullable(),
  daysAgo,
  counts: z.partialRecord(z.enum(USB_EVENTS), count),
});
export type UsbPlaceDay = z.infer<typeof usbPlaceDaySchema>;

/** A host controller that stopped answering, so that the system gave it up with everything in its ports. */
export const deadControllerSchema = z.object({ name: z.string().min(1), daysAgo, count });

/** How often devices came and went in the last days, by the record of the system: counts, never its texts. */
export const usbHistorySchema = z.object({
  source: z.enum(['journal', 'kernel-log', 'event-log']),
  /** How far the record reaches back, at most to the first day that is looked at, in ISO 8601; null where nothing was read. */
  since: z.string().nullable(),
  places: z.array(usbPlaceDaySchema),
  deadControllers: z.array(deadControllerSchema),
  /** Why nothing was read, or why not all of it. */
  unread: z.enum([...unreadReasonSchema.options, 'too-long', 'from-the-future']).optional(),
});
export type UsbHistory = z.infer<typeof usbHistorySchema>;
