import { z } from 'zod';
import { bothLanguagesSchema } from '../../shared/domain/both-languages.ts';
import { conclusionSchema, severitySchema } from '../../shared/domain/inspection/inspection-terms.ts';
import { kebabId } from '../../shared/domain/kebab-id.ts';

const share = z.number().min(0).max(1);

/** One row of the table that proposes a conclusion. What is left out fits everything; what is given must all hold. */
const conclusionRowSchema = z.strictObject({
  id: kebabId,
  when: z
    .strictObject({
      /** Problems of at least this severity are counted by the next two. */
      severity: severitySchema,
      problems: z.int().min(1),
      /** Share of the seats that have such a problem, from this on; a problem of the lab itself concerns every seat. */
      seats: share,
      /** Share of what was asked for that was not inspected, from this on. */
      notInspected: share,
      /** Share in good order (完好率) below this. */
      soundBelow: share,
    })
    .partial()
    .optional(),
  conclusion: conclusionSchema,
  reason: bothLanguagesSchema,
});
export type ConclusionRow = z.infer<typeof conclusionRowSchema>;

/** Published rules of inspections. The first conclusion row that fits proposes, and the last one must fit everything. */
export const inspectionRulesSchema = z.strictObject({
  conclusion: z
    .array(conclusionRowSchema)
    .min(1)
    .refine((rows) => rows.at(-1)?.when === undefined, { message: 'the last row must fit everything' }),
  /** Until when a problem has to be put right, and what it means for teaching, by severity. */
  severities: z.record(
    severitySchema,
    z.strictObject({ workingDays: z.int().min(1).max(250), impact: bothLanguagesSchema }),
  ),
  /** The least severity of a problem that keeps a seat out of lessons by itself: a check that failed. Left out: that of its item. */
  unusableSeat: severitySchema.optional(),
  readings: z.strictObject({
    /** A reading older than this when it is imported is flagged `not-fresh`. Hours. */
    freshHours: z.number().positive().max(2000),
    /** How far the clock of a station may be ahead or behind. Minutes. */
    clockMinutes: z.number().positive().max(1440),
  }),
});
export type InspectionRules = z.infer<typeof inspectionRulesSchema>;

/** One rule that turns findings into advice (优化建议). What is left out fits everything; of a list one has to be there. */
export const adviceRuleSchema = z.strictObject({
  id: kebabId,
  when: z
    .strictObject({
      items: z.array(kebabId).min(1),
      checks: z.array(kebabId).min(1),
      causes: z.array(kebabId).min(1),
      sections: z.array(kebabId).min(1),
      severity: severitySchema,
    })
    .partial(),
  /** Only from so many seats on. */
  seats: z.int().min(1).default(1),
  text: bothLanguagesSchema,
});
export type AdviceRule = z.infer<typeof adviceRuleSchema>;
