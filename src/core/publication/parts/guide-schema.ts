import { z } from 'zod';
import { causeWordingSchema } from '../../../shared/domain/guide.ts';
import { kebabId as kebab } from '../../../shared/domain/kebab-id.ts';

/** Published wording of causes and remedies; what is left out keeps the wording of the program. */
export const guideSchema = z.strictObject({
  schema: z.literal('vrlab.guide/1'),
  causes: z.record(kebab, causeWordingSchema),
});
export type Guide = z.infer<typeof guideSchema>;
