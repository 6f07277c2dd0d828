import { z } from 'zod';
import { limitsSchema } from '../../checks/limits.ts';

/** Rules of the house as numbers. */
export const policySchema = z.strictObject({
  schema: z.literal('vrlab.policy/1'),
  limits: limitsSchema,
  /** Where the numbers come from. */
  sources: z.array(z.string().min(1)),
});
export type Policy = z.infer<typeof policySchema>;
