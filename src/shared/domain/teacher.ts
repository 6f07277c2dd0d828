import { z } from 'zod';
import { TEACHER_SCHEMA } from './schema-names.ts';
import { contactSchema } from './service-request.ts';
import { serviceLevelSchema } from './service-terms.ts';

/**
 * The lab's teacher, as far as the service needs to know. Kept apart from the station, so that no check run, snapshot or export
 * can carry a person by accident.
 */
export const teacherSchema = z.strictObject({
  schema: z.literal(TEACHER_SCHEMA),
  /** Whom to call about requests; optional, put into a request only where its preview shows it. */
  contact: contactSchema.nullable(),
  /** Null: not known; then the urgency alone decides the promises. */
  level: serviceLevelSchema.nullable(),
});
export type Teacher = z.infer<typeof teacherSchema>;
