import { z } from 'zod';
import { recognisedDeviceSchema } from './device.ts';
import { findingSchema, verdictSchema } from './finding.ts';
import { snapshotSchema } from './snapshot.ts';
import { stationSchema } from './station.ts';
import { usbFactsSchema } from './usb-facts.ts';

/** Which published data judged the run. */
export const publicationStampSchema = z.object({
  version: z.int().min(0),
  /** Civil date of publication, YYYY-MM-DD. */
  date: z.string(),
  ageDays: z.int(),
  demo: z.boolean(),
});
export type PublicationStamp = z.infer<typeof publicationStampSchema>;

/** One check of one station: snapshot, findings, verdict. Stored once, never changed. */
export const checkRunSchema = z.object({
  /** ULID: sorts by time. */
  id: z.string().length(26),
  /** RFC 3339 with +08:00. */
  startedAt: z.string(),
  durationMs: z.number().min(0),
  station: stationSchema.nullable(),
  publication: publicationStampSchema,
  verdict: verdictSchema,
  demo: z.boolean(),
  devices: z.array(recognisedDeviceSchema),
  findings: z.array(findingSchema),
  snapshot: snapshotSchema,
});
export type CheckRun = z.infer<typeof checkRunSchema>;

/** What the last plug or unplug did, by USB product name or id. */
export const hotPlugChangeSchema = z.object({ attached: z.array(z.string()), detached: z.array(z.string()) });
export type HotPlugChange = z.infer<typeof hotPlugChangeSchema>;

/**
 * What is connected right now. Pushed within moments of a plug or unplug with `settling: true` and without findings (a
 * headset brings its parts up one after the other), then once more, judged, when it has become quiet.
 * It is not a stored record; a person's check makes one.
 */
export const liveStateSchema = z.object({
  /** RFC 3339 with +08:00. */
  at: z.string(),
  /** `unavailable`: the system gives no plug events, so the screen does not follow by itself. */
  watching: z.enum(['active', 'unavailable']),
  settling: z.boolean(),
  change: hotPlugChangeSchema.nullable(),
  /** Null when the USB probe failed. */
  usb: usbFactsSchema.nullable(),
  devices: z.array(recognisedDeviceSchema),
  findings: z.array(findingSchema).nullable(),
  verdict: verdictSchema.nullable(),
});
export type LiveState = z.infer<typeof liveStateSchema>;
