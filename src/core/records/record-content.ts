import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';
import { sealSchema } from '../../shared/domain/inspection/inspection-record.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';

export const RECORD_SCHEMA = 'vrlab.inspection-record/1';

const sha256Schema = z.string().length(64);
const common = {
  schema: z.literal(RECORD_SCHEMA),
  inspection: ulidSchema,
  number: z.string().max(40),
  at: instantSchema,
  /** Salted digest of the people, who may be erased. */
  people: sha256Schema,
};
/** Report and signatures hold null in the place of what is personal. */
const reportRecordSchema = z.strictObject({
  ...common,
  type: z.literal('report'),
  report: z.record(z.string(), z.unknown()),
  signatures: z.array(z.strictObject({ role: z.unknown(), method: z.unknown(), name: z.null(), strokes: z.null() })),
  /** Digest of what the database holds of the inspection itself, so that it is found where that is altered. */
  rows: sha256Schema,
});
const supplementRecordSchema = z.strictObject({
  ...common,
  type: z.literal('supplement'),
  /** SHA-256 of the record that is corrected. */
  corrects: sha256Schema,
  text: z.string(),
});
export const recordContentSchema = z.strictObject({
  record: z.discriminatedUnion('type', [reportRecordSchema, supplementRecordSchema]),
  seal: sealSchema,
});
export type RecordContent = z.infer<typeof recordContentSchema>;
export type ReportRecord = z.infer<typeof reportRecordSchema>;
export type SupplementRecord = z.infer<typeof supplementRecordSchema>;

const saltSchema = z.string().length(32);
export const reportPeopleSchema = z.strictObject({
  salt: saltSchema,
  inspectors: z.array(z.string()),
  schoolPerson: z.string().nullable(),
  signatures: z.array(z.strictObject({ name: z.string(), strokes: z.string().nullable() })),
});
export const supplementPeopleSchema = z.strictObject({ salt: saltSchema, author: z.string() });
export type ReportPeople = z.infer<typeof reportPeopleSchema>;
