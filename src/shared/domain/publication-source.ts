import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { problemSchema } from './problem-schema.ts';
import { PUBLICATION_FETCH_SCHEMA, PUBLICATION_SOURCE_SCHEMA } from './schema-names.ts';

/** Where new publications are fetched from. */
export const publicationSourceSchema = z.strictObject({
  schema: z.literal(PUBLICATION_SOURCE_SCHEMA),
  /** An http or https address, or a folder: on a share, for example. */
  place: z.string().min(1).max(1000),
  /** Off: only when a person asks. */
  enabled: z.boolean().default(true),
});
export type PublicationSourceSetting = z.infer<typeof publicationSourceSchema>;

/** One look at the source, and what came of it. `current`: what is in use is the newest there. */
export const publicationLookSchema = z.strictObject({
  /** By this PC's clock. */
  at: instantSchema,
  by: z.enum(['schedule', 'person']),
  place: z.string(),
  outcome: z.enum(['installed', 'current', 'failed']),
  /** What was found there, where it was accepted. */
  version: z.int().nullable(),
  /** Why it failed; null where it did not. */
  problem: problemSchema.nullable(),
});
export type PublicationLook = z.infer<typeof publicationLookSchema>;

/** What the program remembers of its looks. */
export const publicationFetchSchema = z.strictObject({
  schema: z.literal(PUBLICATION_FETCH_SCHEMA),
  last: publicationLookSchema.nullable(),
  /** The last one that did not fail. */
  lastGood: publicationLookSchema.nullable(),
});
export type PublicationFetchRecord = z.infer<typeof publicationFetchSchema>;
