import { z } from 'zod';
import type { Problem } from './problem.ts';

/** Lets any code in, so that a file of another release can still be read; an unknown one is shown by its name. */
export const problemSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
}) as unknown as z.ZodType<Problem, Problem>;

/** An answer that may be a problem. */
export const outcomeOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), problem: problemSchema }),
  ]);

/** In a list, in the place of a record whose rows cannot be read: it exists, and nothing is known of it but these columns. */
export const unreadableRecordOf = <State extends z.ZodType<string>>(state: State) =>
  z.strictObject({ id: z.string(), number: z.string(), state, problem: problemSchema });
