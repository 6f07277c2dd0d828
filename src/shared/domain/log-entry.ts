import { z } from 'zod';

/** What failed of the program itself, as people look at it: without anything personal. */
export const logEntrySchema = z.object({
  /** RFC 3339, civil time of the schools. */
  at: z.string(),
  version: z.string(),
  /** A kind that this program may not know: another release may have written it. */
  kind: z.string(),
  where: z.string(),
  message: z.string(),
  stack: z.string(),
  answer: z.string(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;
