import { z } from 'zod';
import { bothLanguagesSchema } from '../../shared/domain/both-languages.ts';
import { checklistSectionSchema } from '../../shared/domain/inspection/checklist.ts';
import { inspectionKindSchema } from '../../shared/domain/inspection/inspection-terms.ts';
import { kebabId } from '../../shared/domain/kebab-id.ts';

export const publishedChecklistSchema = z.strictObject({
  id: kebabId,
  /** A list that is changed gets a higher one; the highest counts. */
  version: z.int().min(1),
  use: z.enum(['inspection', 'visit', 'acceptance']),
  /** Inspections that use it; left out: every kind that no other list names. */
  kinds: z.array(inspectionKindSchema).min(1).optional(),
  /** Id of a list whose sections and items come first; sections of the same id are joined. */
  includes: kebabId.optional(),
  title: bothLanguagesSchema,
  sections: z.array(checklistSectionSchema).min(1),
});

/** As published: what an item leaves out is filled in when a list is resolved. */
export type PublishedChecklist = z.input<typeof publishedChecklistSchema>;
