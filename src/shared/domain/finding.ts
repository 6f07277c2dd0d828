import { z } from 'zod';
import { bothLanguagesSchema } from './both-languages.ts';

export const outcomeSchema = z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const verdictSchema = z.enum(['ready', 'usable', 'not-ready', 'unknown']);
export type Verdict = z.infer<typeof verdictSchema>;

const evidenceValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  bothLanguagesSchema,
]);
/** Facts a finding rests on; also the values put into its wording. */
export const evidenceSchema = z.record(z.string(), evidenceValueSchema);
export type Evidence = z.infer<typeof evidenceSchema>;

/** Outcome of one check for one subject, as keys and data; it gets its words when it is shown. */
export const findingSchema = z.object({
  check: z.string(),
  outcome: outcomeSchema,
  /** Device subject, `host`, `controller@…` or `station`. */
  subject: z.string(),
  evidence: evidenceSchema,
  /** Id of the cause, whose wording and remedies are in the locale files; null when there is nothing to explain. */
  cause: z.string().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;
