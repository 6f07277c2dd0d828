import { z } from 'zod';
import { kebabId as kebab } from '../../../shared/domain/kebab-id.ts';

const steps = z.array(z.string().min(1)).min(1);

const wordingSchema = z.strictObject({
  text: z.string().min(1).optional(),
  teacher: steps.optional(),
  engineer: steps.optional(),
});

/** Published wording of causes and remedies; what is left out keeps the wording of the program. */
export const guideSchema = z.strictObject({
  schema: z.literal('vrlab.guide/1'),
  causes: z.record(kebab, z.strictObject({ 'zh-CN': wordingSchema, en: wordingSchema })),
});
export type Guide = z.infer<typeof guideSchema>;
