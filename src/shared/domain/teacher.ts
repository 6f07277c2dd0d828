import { z } from 'zod';
import { hotlineSchema } from './hotline.ts';
import { suiteUseSchema } from './inspection/inspection-plan.ts';
import { TEACHER_SCHEMA } from './schema-names.ts';
import { serviceHoursSchema } from './service-hours.ts';
import { contactSchema } from './service-request.ts';
import { serviceLevelSchema } from './service-terms.ts';

/**
 * The lab's teacher, as far as the service needs to know. Apart from the station, so that no check run, snapshot or export
 * can carry a person by accident.
 */
export const teacherSchema = z.strictObject({
  schema: z.literal(TEACHER_SCHEMA),
  /** Whom to call about requests; optional, put into a request only where its preview shows it. */
  contact: contactSchema.nullable(),
  /** Set by hand, and used only where no use is known. Null: then the urgency alone decides the promises. */
  level: serviceLevelSchema.nullable(),
  /** How the suite was used, quarter by quarter; the newest one decides the service level. */
  uses: z
    .array(suiteUseSchema)
    .max(40)
    .refine((uses) => new Set(uses.map(({ quarter }) => quarter)).size === uses.length, {
      message: 'a quarter stands there twice',
    })
    .default([]),
  /** Telephone of the service desk where the school has its own; else the published one is shown. */
  hotline: hotlineSchema.optional(),
  /** When that telephone is answered; left out: not known. */
  hotlineHours: serviceHoursSchema.optional(),
  /** What is taught (学科) and to whom (学段): monthly archives go by them. */
  subject: z.string().trim().max(40).default(''),
  stage: z.string().trim().max(40).default(''),
});
export type Teacher = z.infer<typeof teacherSchema>;
