import { z } from 'zod';
import { cellSchema } from '../../shared/domain/inspection/cell.ts';
import { checklistSchema } from '../../shared/domain/inspection/checklist.ts';
import {
  inspectionHeaderSchema,
  inspectionNotesSchema,
  problemDecisionSchema,
  readingMarkSchema,
  sessionStationSchema,
} from '../../shared/domain/inspection/inspection-session.ts';
import { booksSchema, photoSchema } from '../../shared/domain/inspection/lab-equipment.ts';
import { instantSchema } from '../../shared/domain/instant.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';
import { wholeRunSchema } from './run-columns.ts';

/** What the columns of an inspection hold: named like them. */
export const INSPECTION_COLUMNS = {
  header: inspectionHeaderSchema,
  notes: inspectionNotesSchema,
  checklist: checklistSchema,
  books: booksSchema,
  savedAt: instantSchema,
  seat: sessionStationSchema.shape.seat,
  reading: z.strictObject({
    seat: sessionStationSchema.shape.seat,
    run: wholeRunSchema.extend({
      id: ulidSchema,
      snapshot: wholeRunSchema.shape.snapshot.extend({ tool: z.string().max(40) }),
    }),
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
