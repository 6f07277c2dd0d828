import { z } from 'zod';
import { checkRunSchema } from '../../shared/domain/check-run.ts';
import { cellSchema } from '../../shared/domain/inspection/cell.ts';
import { checklistSchema } from '../../shared/domain/inspection/checklist.ts';
import { problemDecisionSchema } from '../../shared/domain/inspection/inspection-problem.ts';
import { inspectionHeaderSchema, inspectionNotesSchema } from '../../shared/domain/inspection/inspection-session.ts';
import { booksSchema, photoSchema } from '../../shared/domain/inspection/lab-equipment.ts';
import { readingMarkSchema } from '../../shared/domain/inspection/session-station.ts';
import { instantSchema } from '../../shared/domain/instant.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';

/** What the columns of an inspection hold: named like them. */
export const INSPECTION_COLUMNS = {
  header: inspectionHeaderSchema,
  notes: inspectionNotesSchema,
  checklist: checklistSchema,
  books: booksSchema,
  savedAt: instantSchema,
  reading: z.strictObject({
    seat: z.string().min(1).max(80),
    run: checkRunSchema,
    source: z.enum(['here', 'bundle']),
    keyId: z.string().nullable(),
    marks: z.array(readingMarkSchema),
    takenInAt: instantSchema,
  }),
  automatic: cellSchema.shape.automatic.unwrap(),
  answer: cellSchema.shape.answer.unwrap(),
  facts: photoSchema,
  decision: problemDecisionSchema,
  request: z.strictObject({ item: z.string().max(80), id: ulidSchema, number: z.string().max(40) }),
};
