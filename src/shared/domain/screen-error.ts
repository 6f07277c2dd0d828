import { z } from 'zod';
import { longText } from './unseen-characters.ts';

/**
 * What a screen reports of its own failure: names of the program and the words of the JavaScript engine, never what somebody
 * typed. Bounded; the host masks paths, numbers and quoted values before it keeps anything.
 */
export const screenErrorSchema = z.strictObject({
  /** `panel`: it could not be rendered; `loading`: its file did not come; `action`: an event or a promise failed. */
  source: z.enum(['panel', 'loading', 'action']),
  /** The screen that was open, e.g. `inspections`. */
  screen: z.string().regex(/^[a-z-]{1,30}$/),
  /** The panel that failed, e.g. `topology`; null for an action. */
  panel: z
    .string()
    .regex(/^[a-zA-Z-]{1,30}$/)
    .nullable(),
  /** Name and message of the error. */
  message: longText(z.string().max(500)),
  stack: longText(z.string().max(2000)),
  /** React's own; empty for an action. */
  componentStack: longText(z.string().max(2000)),
});
export type ScreenError = z.infer<typeof screenErrorSchema>;
