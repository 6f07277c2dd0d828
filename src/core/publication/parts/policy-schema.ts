import { z } from 'zod';
import { limitsSchema } from '../../checks/limits.ts';
import { deskKeysPolicySchema } from '../../delivery/desk-keys-policy.ts';

/** Rules of the house as numbers. */
export const policySchema = z.strictObject({
  schema: z.literal('vrlab.policy/1'),
  limits: limitsSchema,
  deskKeys: deskKeysPolicySchema,
  /** Where the numbers come from. */
  sources: z.array(z.string().min(1)),
});
export type Policy = z.infer<typeof policySchema>;
