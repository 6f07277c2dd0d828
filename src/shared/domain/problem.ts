import { z } from 'zod';

/**
 * An expected failure as a value. `code` is stable and has a title and a next step in `locales/…/problems.json`;
 * the parameters are put into that wording.
 */
export const problemSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof problemSchema>;
