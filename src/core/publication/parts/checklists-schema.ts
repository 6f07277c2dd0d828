import { z } from 'zod';
import { kebabId as kebab } from '../../../shared/domain/kebab-id.ts';
import { bothLanguagesSchema } from '../../../shared/domain/both-languages.ts';

const itemSchema = z.strictObject({ id: kebab, text: bothLanguagesSchema });

/** Lists that people work through. A list that is changed gets a higher version. */
export const checklistsSchema = z.strictObject({
  schema: z.literal('vrlab.checklists/1'),
  checklists: z.array(
    z.strictObject({
      id: kebab,
      version: z.int().min(1),
      use: z.enum(['inspection', 'visit', 'acceptance']),
      title: bothLanguagesSchema,
      sections: z
        .array(z.strictObject({ id: kebab, title: bothLanguagesSchema, items: z.array(itemSchema).min(1) }))
        .min(1),
    }),
  ),
});
export type Checklists = z.infer<typeof checklistsSchema>;
