import { z } from 'zod';
import { bothLanguagesSchema } from './both-languages.ts';
import { instantSchema } from './instant.ts';
import { promiseKindSchema } from './service-terms.ts';

/** How sure the working days behind a deadline are: as announced, as estimated, or only weekends known. */
export const certaintySchema = z.enum(['official', 'estimated', 'unknown']);
export type Certainty = z.infer<typeof certaintySchema>;

/** A published rule that gives a deadline, with the words that say where it comes from. */
const promiseSourceSchema = z.object({
  /** Id of the policy row. */
  rule: z.string(),
  reason: bothLanguagesSchema,
  /** RFC 3339, +08:00. */
  due: instantSchema,
  certainty: certaintySchema,
});

/** One promised deadline: the earliest of all rules that give one, and the rules it overruled. */
export const servicePromiseSchema = promiseSourceSchema.extend({
  promise: promiseKindSchema,
  /** From when it counts. */
  since: instantSchema,
  overruled: z.array(promiseSourceSchema),
});
export type ServicePromise = z.infer<typeof servicePromiseSchema>;

/** Whether a promise was kept; `open`: not yet done and not yet due. */
export const promiseStateSchema = z.enum(['open', 'missed', 'kept', 'kept-late', 'void']);

/** A promise with what became of it at some instant. */
export const watchedPromiseSchema = servicePromiseSchema.extend({
  state: promiseStateSchema,
  /** When what was promised was done; null while it is not. */
  doneAt: instantSchema.nullable(),
});
export type WatchedPromise = z.infer<typeof watchedPromiseSchema>;
