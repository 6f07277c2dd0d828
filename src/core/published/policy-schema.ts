import { z } from 'zod';
import { inspectionRulesSchema } from './inspection-rules.ts';
import { securityPolicySchema } from './security-policy.ts';
import { servicePolicySchema } from './service-policy.ts';
import { planPolicySchema } from './plan-policy.ts';
import { faultCodesPolicySchema } from './fault-code-policy.ts';
import { deskKeysPolicySchema } from './desk-keys-policy.ts';

/**
 * Published thresholds at `<group>.<name>.<bound>`. Which there are is declared by the checks that compare with them and not by
 * this schema: a publication stays valid whichever checks a program has. Where a limit is missing its check is left open
 * (`limits-not-published`); one that no check asks for, because a later program does, is ignored. Authors are told of both by
 * `vrlab-publish check`.
 */
const limitsSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number().positive())));

/** Rules of the house: limits of the checks, what the service promises, how often a lab is inspected and how that ends. */
export const policySchema = z.strictObject({
  schema: z.literal('vrlab.policy/1'),
  limits: limitsSchema,
  /** Data security, looked at in inspections. Absent in publications from before there were any. */
  security: securityPolicySchema.optional(),
  service: servicePolicySchema,
  faultCodes: faultCodesPolicySchema,
  inspectionPlan: planPolicySchema,
  deskKeys: deskKeysPolicySchema,
  /** How an inspection is concluded, and until when problems are put right. */
  inspectionRules: inspectionRulesSchema,
  /** Where the numbers come from. */
  sources: z.array(z.string().min(1)),
});
export type Policy = z.infer<typeof policySchema>;
