import { z } from 'zod';
import { bothLanguagesSchema } from '../both-languages.ts';
import { serviceLevelSchema } from '../service-terms.ts';
import { ulidSchema } from '../service-request.ts';
import { periodSchema } from './inspection-session.ts';
import { civilDateSchema, conclusionSchema } from './inspection-terms.ts';
import { rectificationCountsSchema } from './rectification.ts';

/** `2026-Q4`. */
export const quarterSchema = z.string().regex(/^\d{4}-Q[1-4]$/);

/** How the suite was used in a quarter: what the service level is decided by. */
export const suiteUseSchema = z.strictObject({
  quarter: quarterSchema,
  /** Lessons with the suite in a month, on average. */
  usesPerMonth: z.int().min(0).max(1000),
  depth: z.enum(['deep', 'basic']),
  influence: z.enum(['core', 'ordinary']),
});
export type SuiteUse = z.infer<typeof suiteUseSchema>;

/** A service level with the row of the published table that decided it. */
export const levelDecisionSchema = z.strictObject({
  /** Null: nothing is known of the teacher. */
  level: serviceLevelSchema.nullable(),
  /** Null where somebody set the level by hand, or nobody did. */
  row: z.strictObject({ id: z.string(), reason: bothLanguagesSchema }).nullable(),
  use: suiteUseSchema.nullable(),
  /** Today's quarter; a level of an older one has to be computed again. */
  quarter: quarterSchema,
  outdated: z.boolean(),
});
export type LevelDecision = z.infer<typeof levelDecisionSchema>;

export const planEntrySchema = z.strictObject({
  period: periodSchema,
  due: civilDateSchema,
  /**
   * `missed`: its period is over and nothing was signed in it. `rectifying` (整改中): signed, and problems of the report are still to be
   * put right or looked at again.
   */
  state: z.enum(['done', 'rectifying', 'under-way', 'due', 'missed', 'upcoming']),
  /** Of a signed inspection with problems; null otherwise. */
  rectification: rectificationCountsSchema.nullable(),
  inspection: z.strictObject({ id: z.string(), number: z.string(), finishedOn: civilDateSchema.nullable() }).nullable(),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;

/** The newest signed inspection of the lab, whatever its kind: what it concluded and what is still to be done about it. */
const lastInspectionSchema = z.strictObject({
  id: ulidSchema,
  number: z.string().max(40),
  signedOn: civilDateSchema,
  decided: conclusionSchema,
  rectification: rectificationCountsSchema,
});

export const inspectionPlanSchema = z.strictObject({
  level: levelDecisionSchema,
  today: civilDateSchema,
  /** Null where none is signed, or it cannot be read. */
  last: lastInspectionSchema.nullable(),
  /** Oldest first: the last year and the next one. Empty where inspections are on request only. */
  entries: z.array(planEntrySchema),
});
export type InspectionPlan = z.infer<typeof inspectionPlanSchema>;
