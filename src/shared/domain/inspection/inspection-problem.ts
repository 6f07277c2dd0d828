import { z } from 'zod';
import { bothLanguagesSchema } from '../both-languages.ts';
import { ulidSchema } from '../service-request.ts';
import { civilDateSchema, ownerSchema, severitySchema, subjectSchema } from './inspection-terms.ts';
import { longText } from '../unseen-characters.ts';

/** What the inspector decides about a problem; what is left out stays as proposed. */
export const problemDecisionSchema = z.strictObject({
  item: z.string().max(80),
  action: longText(z.string().trim().max(1000)).optional(),
  impact: longText(z.string().trim().max(400)).optional(),
  owner: ownerSchema.optional(),
  deadline: civilDateSchema.optional(),
});
export type ProblemDecision = z.infer<typeof problemDecisionSchema>;

/** An item that is abnormal somewhere, with whoever has to act on it. */
export const inspectionProblemSchema = z.strictObject({
  /** Counts up from 1 in the order of the list. */
  no: z.int().min(1),
  item: z.string().max(80),
  text: bothLanguagesSchema,
  severity: severitySchema,
  subjects: z.array(subjectSchema).min(1),
  /** What was found: findings in words, values, notes; each with its subject. */
  found: z.array(z.strictObject({ subject: subjectSchema, said: bothLanguagesSchema })),
  impact: bothLanguagesSchema,
  action: bothLanguagesSchema,
  owner: ownerSchema,
  deadline: civilDateSchema,
  /** `persisting`: abnormal at one of these subjects in the last period as well. */
  since: z.enum(['new', 'persisting']),
  /** Request filed about it. */
  request: z.strictObject({ id: ulidSchema, number: z.string().max(40) }).nullable(),
});
export type InspectionProblem = z.infer<typeof inspectionProblemSchema>;
