import { z } from 'zod';
import { type ChainMark, count, markFile, type MarkFile } from './chain-mark.ts';
import { inspectionMarkFileIn } from './inspection-mark-file.ts';
import { requestMarkSchema } from './request-mark.ts';

const INSPECTION_MARK_SCHEMA = 'vrlab.inspection-mark/1';
const inspectionMarkSchema = z
  .strictObject({
    schema: z.literal(INSPECTION_MARK_SCHEMA),
    /** Reports and supplements. */
    records: count,
    reports: count,
    hash: z.string(),
    loss: z.strictObject({ records: count, reports: count, differs: z.boolean() }).nullable(),
  })
  .transform(({ records, reports, hash, loss }): ChainMark => ({
    events: records,
    subjects: reports,
    hash,
    loss: loss && { events: loss.records, subjects: loss.reports, differs: loss.differs },
  }));

/**
 * How far signed inspections had come. Release 0.3.0 wrote the schema name and the fields of `request-mark.json` into this file:
 * that form is read for ever and replaced at the next write.
 *
 * 0.3.0 does not read the new form and takes it for no mark at all. Nothing is lost by that: the database beside it has been
 * migrated before the first write here, and 0.3.0 neither reads nor writes a newer database or its mark. Only where an old copy of
 * the database is put back together with 0.3.0 does that release not notice what is missing.
 */
export const inspectionMarkIn = (dataDirectory: string): MarkFile =>
  markFile(inspectionMarkFileIn(dataDirectory), {
    schema: z.union([inspectionMarkSchema, requestMarkSchema]),
    toObject: ({ events, subjects, hash, loss }) => ({
      schema: INSPECTION_MARK_SCHEMA,
      records: events,
      reports: subjects,
      hash,
      loss: loss && { records: loss.events, reports: loss.subjects, differs: loss.differs },
    }),
  });
