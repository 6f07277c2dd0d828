import { z } from 'zod';
import { bothLanguagesSchema } from './both-languages.ts';
import { publicationStampSchema } from './check-run.ts';
import { recognisedDeviceSchema } from './device.ts';
import { findingSchema, outcomeSchema } from './finding.ts';
import { citedTextSchema } from './reading-trouble.ts';

/** One product of the matrix on a station, as it was in one run. */
export const versionLineSchema = z.object({
  product: z.string(),
  name: bothLanguagesSchema,
  /** Device subject for firmware, else `host`. */
  subject: z.string(),
  version: citedTextSchema.nullable(),
  /** Its day in UTC, where the version is a moment. */
  day: z.iso.date().optional(),
  /** Range the matrix asks for; null where it asks for none. */
  required: z.string().nullable(),
  /** By its version alone. */
  outcome: outcomeSchema,
  /** The gravest finding of a check about this product, in whose words it is shown; null where no check is about it. */
  finding: findingSchema.nullable(),
  reason: bothLanguagesSchema.nullable(),
  /** Row that decided, and where it is explained. */
  row: z.string().nullable(),
  source: z.string().nullable(),
  /** Start of the oldest retained run that saw this version without a break (RFC 3339, +08:00). */
  since: z.string(),
  /** What it was in the last good run, where that differs; an empty text stands for "not there". */
  before: z.string().nullable(),
});
export type VersionLine = z.infer<typeof versionLineSchema>;

/** Versions of a station: what was found, what is asked for, since when, and what changed since lessons last worked. */
export const versionTableSchema = z.object({
  startedAt: z.string(),
  publication: publicationStampSchema,
  /** Which the findings are about. */
  devices: z.array(recognisedDeviceSchema),
  lines: z.array(versionLineSchema),
  /** Start of the last good run before this one; null where there is none. */
  lastGoodAt: z.string().nullable(),
  /** Products of the last good run that are no longer installed. */
  gone: z.array(z.object({ name: bothLanguagesSchema, version: z.string() })),
});
export type VersionTable = z.infer<typeof versionTableSchema>;
