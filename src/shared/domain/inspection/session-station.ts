import { z } from 'zod';
import { publicationStampSchema } from '../check-run.ts';
import { recognisedDeviceSchema } from '../device.ts';
import { verdictSchema } from '../finding.ts';
import { instantSchema } from '../instant.ts';
import { ulidSchema } from '../service-request.ts';

/** What has to be said about a reading that was taken in all the same. */
export const readingMarkSchema = z.enum([
  'clock-ahead',
  'clock-behind',
  'not-fresh',
  'other-publication',
  'other-program',
  'key-changed',
  'key-shared',
]);
export type ReadingMark = z.infer<typeof readingMarkSchema>;

/** What came from one seat. */
export const readingSummarySchema = z.strictObject({
  run: ulidSchema,
  startedAt: instantSchema,
  takenInAt: instantSchema,
  verdict: verdictSchema,
  /** Read on this PC, or brought by a signed file. */
  source: z.enum(['here', 'bundle']),
  /** Who signed the file; null for this PC's own. */
  keyId: z.string().nullable(),
  publication: publicationStampSchema,
  program: z.string().max(40),
  marks: z.array(readingMarkSchema),
  devices: z.array(recognisedDeviceSchema.pick({ model: true, kind: true, name: true, vendor: true, serial: true })),
  /** SHA-256 of the canonical JSON of the snapshot, in hex. */
  snapshotSha256: z.string().length(64),
});
export type ReadingSummary = z.infer<typeof readingSummarySchema>;

/** A seat of the lab; without a reading its automatic items stay open. */
export const sessionStationSchema = z.strictObject({
  seat: z.string().min(1).max(80),
  reading: readingSummarySchema.nullable(),
});
export type SessionStation = z.infer<typeof sessionStationSchema>;
