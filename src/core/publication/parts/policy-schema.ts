import { z } from 'zod';
import { limitsSchema } from '../../checks/limits.ts';
import { servicePolicySchema } from '../../requests/promises/service-policy.ts';
import { planPolicySchema } from '../../inspections/plan/plan-policy.ts';
import { faultCodesPolicySchema } from '../../requests/fault-code/fault-code-policy.ts';
import { deskKeysPolicySchema } from '../../delivery/desk-keys-policy.ts';

/** Rules of the house: limits of the checks, what the service promises, how often a lab is inspected. */
export const policySchema = z.strictObject({
  schema: z.literal('vrlab.policy/1'),
  limits: limitsSchema,
  service: servicePolicySchema,
  faultCodes: faultCodesPolicySchema,
  inspectionPlan: planPolicySchema,
  deskKeys: deskKeysPolicySchema,
  /** Where the numbers come from. */
  sources: z.array(z.string().min(1)),
});
export type Policy = z.infer<typeof policySchema>;
