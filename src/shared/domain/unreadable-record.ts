import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** In a list, in the place of a record whose rows cannot be read: it is there, and nothing is said of it but what its columns tell. */
export const unreadableRecordOf = <State extends z.ZodType<string>>(state: State) =>
  z.strictObject({ id: z.string(), number: z.string(), state, problem: problemSchema });
