import { z } from 'zod';
import { recognisedDeviceSchema } from './device.ts';
import { findingSchema, verdictSchema } from './finding.ts';
import { snapshotSchema } from './snapshot.ts';
import { stationSchema } from './station.ts';

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
