import { z } from 'zod';
import { causeWordingSchema } from '../../shared/domain/guide.ts';
import { kebabId as kebab } from '../../shared/domain/kebab-id.ts';
import { adviceRuleSchema } from './inspection-rules.ts';

/** Published wording of causes and remedies; what is left out keeps the wording of the program. And advice. */
export const guideSchema = z.strictObject({
  schema: z.literal('vrlab.guide/1'),
  causes: z.record(kebab, causeWordingSchema),
  /** Advice that a report of an inspection proposes (优化建议), in this order. */
  advice: z.array(adviceRuleSchema).default([]),
});
/** As published: see `publishedAdvice` for the advice. */
export type Guide = z.input<typeof guideSchema>;
