import { z } from 'zod';
import { kebabId } from '../../shared/domain/kebab-id.ts';
import { serviceLevelSchema } from '../../shared/domain/service-terms.ts';
import { inspectionRulesSchema } from './inspection-rules.ts';
import { lessonHoursSchema } from './lesson-hours.ts';
import { restoringProductsSchema } from './restoring-products.ts';
import { securityPolicySchema } from './security-policy.ts';
import { servicePolicySchema } from './service-policy.ts';

const deskKeySchema = z.strictObject({
  id: kebabId,
  /** Ed25519, SPKI in base64: what is between the first and last line of `openssl pkey -pubout`. */
  publicKey: z.string().regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/),
  /** Civil date in UTC+8 from which on the desk signs with it; published before that, it is trusted when it is needed. */
  since: z.iso.date(),
});
export type DeskKey = z.infer<typeof deskKeySchema>;

/** Whose status updates are believed. A key that is removed counts no more; none at all: no updates are imported. */
const deskKeysPolicySchema = z.array(deskKeySchema).max(20);

const keySchema = z.strictObject({
  id: kebabId,
  /** 32 bytes in base64, e.g. from `openssl rand -base64 32`. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** Civil date in UTC+8 from which on codes are made with it; published before that, it is known where they are read. */
  since: z.iso.date(),
});
export type FaultCodeKey = z.infer<typeof keySchema>;

/** Keys of the keyed part of fault codes: the newest makes codes, all are read. */
const faultCodesPolicySchema = z.strictObject({ keys: z.array(keySchema).min(1) });
export type FaultCodesPolicy = z.infer<typeof faultCodesPolicySchema>;

/** How often a lab is inspected (巡检周期), by the service level of its teacher. */
export const planPolicySchema = z.strictObject({
  levels: z.record(
    serviceLevelSchema,
    /** Null: on request only. */
    z.strictObject({ every: z.enum(['quarter', 'half-year']).nullable() }),
  ),
  /** An inspection falls due so many days before its period ends, or on the next working day of the period. */
  dueDaysBeforeEnd: z.int().min(0).max(80),
});
export type PlanPolicy = z.infer<typeof planPolicySchema>;

/**
 * Published thresholds at `<group>.<name>.<bound>`. Which there are is declared by the checks that compare with them and not by
 * this schema: a publication stays valid whichever checks a program has. Where a limit is missing its check is left open
 * (`limits-not-published`); one that no check asks for, because a later program does, is ignored. Both are reported to authors by
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
  /** When classes are taught. Absent: not known, so a new program is offered only to a person who asks. */
  lessonHours: lessonHoursSchema.optional(),
  /** Signs of products that put a disk back. Absent: those the program knows. */
  restoringProducts: restoringProductsSchema.optional(),
  /** Where the numbers come from. */
  sources: z.array(z.string().min(1)),
});
export type Policy = z.infer<typeof policySchema>;
