import { z } from 'zod';
import { bothLanguagesSchema } from '../../shared/domain/both-languages.ts';
import { type SuiteUse, suiteUseSchema } from '../../shared/domain/inspection/inspection-plan.ts';
import { kebabId } from '../../shared/domain/kebab-id.ts';
import { serviceLevelSchema } from '../../shared/domain/service-terms.ts';
import { findLevelRow } from './find-level-row.ts';

const frequencySchema = z.enum(['high', 'medium', 'low', 'none']);
export type Frequency = z.infer<typeof frequencySchema>;

const { depth: depthSchema, influence: influenceSchema } = suiteUseSchema.shape;
const someOf = <Term extends z.ZodType>(term: Term) => z.array(term).min(1).optional();

/** One row of the table of service levels (服务等级). A list that is left out fits everything. */
const levelRowSchema = z.strictObject({
  id: kebabId,
  frequencies: someOf(frequencySchema),
  depths: someOf(depthSchema),
  influences: someOf(influenceSchema),
  level: serviceLevelSchema,
  reason: bothLanguagesSchema,
});
export type LevelRow = z.infer<typeof levelRowSchema>;

/** What the service level of a teacher depends on. */
export interface LevelFacts extends Pick<SuiteUse, 'depth' | 'influence'> {
  readonly frequency: Frequency;
}

/** Everything the table may be asked. */
export function* everyUse(): Iterable<LevelFacts> {
  for (const frequency of frequencySchema.options)
    for (const depth of depthSchema.options)
      for (const influence of influenceSchema.options) yield { frequency, depth, influence };
}

/** How the service level follows from use. The first row that fits decides, and some row must fit every use. */
export const levelTableSchema = z.strictObject({
  /** From how many uses a month on; below `low` it counts as not used. */
  frequency: z
    .strictObject({ high: z.int().max(1000), medium: z.int(), low: z.int().min(1) })
    .refine(({ high, medium, low }) => high > medium && medium > low, { message: 'high, medium, low must fall' }),
  rows: z.array(levelRowSchema).superRefine((rows, context) => {
    const undecided = [...everyUse()].find((use) => findLevelRow(use, rows) === null);
    if (undecided !== undefined)
      context.addIssue({ code: 'custom', message: `no row decides ${Object.values(undecided).join(', ')}` });
  }),
});
export type LevelTable = z.infer<typeof levelTableSchema>;
