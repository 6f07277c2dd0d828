import { z } from 'zod';

/**
 * Something a probe looked at and could not use; the rest of its facts still count. Absence is none of these: what is not
 * installed is simply not found.
 */
export const readingTroubleSchema = z.object({
  /** File path, or registry key and value: `HKLM\SOFTWARE\Khronos\OpenXR\1 ActiveRuntime`. */
  place: z.string(),
  code: z.enum(['missing', 'unreadable', 'too-large', 'not-json', 'wrong-type', 'not-a-program']),
  /** What the machine said; empty when there is nothing to add. */
  detail: z.string(),
});
export type ReadingTrouble = z.infer<typeof readingTroubleSchema>;

/** A text and the place it was read from. */
export const citedTextSchema = z.object({ text: z.string(), source: z.string() });
export type CitedText = z.infer<typeof citedTextSchema>;
