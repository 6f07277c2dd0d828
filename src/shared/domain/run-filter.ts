import { z } from 'zod';
import { verdictSchema } from './finding.ts';

/** Which stored checks are looked for. */
export const runFilterSchema = z.object({
  /** Of devices, seats and problems, as the screens name them; several are all looked for. */
  words: z.string().trim().max(80),
  /** Empty: whatever the verdict. */
  verdicts: z.array(verdictSchema).max(verdictSchema.options.length),
  /** Civil dates in UTC+8, inclusive. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
});
export type RunFilter = z.infer<typeof runFilterSchema>;

export const EVERY_RUN: RunFilter = { words: '', verdicts: [], from: null, to: null };
