import { z } from 'zod';
import { limitsSchema } from '../../checks/limits.ts';
import { faultCodesPolicySchema } from '../../requests/fault-code/fault-code-policy.ts';

/** Rules of the house as numbers. */
export const policySchema = z.strictObject({
  schema: z.literal('vrlab.policy/1'),
  limits: limitsSchema,
  faultCodes: faultCodesPolicySchema,
  /** Where the numbers come from. */
  sources: z.array(z.string().min(1)),
});
export type Policy = z.infer<typeof policySchema>;
