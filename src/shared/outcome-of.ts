import { z } from 'zod';
import { problemSchema } from './domain/problem.ts';

/** An answer that may be a problem. */
export const outcomeOf = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), problem: problemSchema }),
  ]);
