import { z } from 'zod';
import { faultsIn } from './checklist-faults.ts';
import { publishedChecklistSchema } from './published-checklist.ts';

/** Lists that people work through. The field of a fault names list and item by their ids. */
export const checklistsSchema = z.strictObject({
  schema: z.literal('vrlab.checklists/1'),
  checklists: z.array(publishedChecklistSchema).superRefine((lists, context) => {
    for (const { path, reason, detail } of faultsIn(lists))
      context.addIssue({ code: 'custom', path: [...path], message: detail, params: { reason } });
  }),
});
export type Checklists = z.input<typeof checklistsSchema>;
