import { z } from 'zod';
import { serviceLevelSchema } from '../../shared/domain/service-terms.ts';

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
