import { z } from 'zod';
import { publicationStampSchema } from '../check-run.ts';
import { instantSchema } from '../instant.ts';
import { personal } from '../personal.ts';
import { ulidSchema } from '../service-request.ts';
import { unreadableRecordOf } from '../problem-schema.ts';
import { campusZoneSchema } from '../service-terms.ts';
import { cellSchema } from './cell.ts';
import { checklistSchema } from './checklist.ts';
import { inspectionProblemSchema } from './inspection-problem.ts';
import { civilDateSchema, conclusionSchema, inspectionKindSchema } from './inspection-terms.ts';
import { booksSchema, equipmentRowSchema, photoSchema } from './lab-equipment.ts';
import { sessionStationSchema } from './session-station.ts';
import { countsSchema } from './statistics.ts';
import { longText } from '../unseen-characters.ts';

/** A person by name, as far as the report has to name one. */
export const personNameSchema = personal(z.string().trim().max(40), 'name');

/** Which lab is inspected. */
export const labSchema = z.strictObject({
  school: z.string().min(1).max(80),
  campusZone: campusZoneSchema,
  lab: z.string().min(1).max(80),
});
export type Lab = z.infer<typeof labSchema>;

/** The stretch of time an inspection stands for. */
export const periodSchema = z.strictObject({
  kind: inspectionKindSchema,
  /** `2026-Q4`, `2026-H2`, or the date of an inspection on request. */
  label: z.string().max(20),
  from: civilDateSchema,
  to: civilDateSchema,
});
export type Period = z.infer<typeof periodSchema>;

export const adviceSchema = z.strictObject({
  /** Rule of the guide, `own` for what the inspector wrote. */
  id: z.string().max(80),
  text: longText(z.string().trim().min(1).max(1000)),
});
export type Advice = z.infer<typeof adviceSchema>;

export const inspectionStateSchema = z.enum(['open', 'signed', 'abandoned']);
export type InspectionState = z.infer<typeof inspectionStateSchema>;

/** What the inspector writes about the inspection as a whole; saved at every change. */
export const inspectionNotesSchema = z.strictObject({
  /** Who inspects; somebody who goes on with it is added. */
  inspectors: z.array(personNameSchema).max(8),
  /** Who was there for the school. */
  schoolPerson: personNameSchema.nullable(),
  remark: longText(z.string().trim().max(4000)),
  /** Null: not decided yet. A decision other than the one proposed needs a reason. */
  conclusion: z.strictObject({ decided: conclusionSchema, reason: longText(z.string().trim().max(2000)) }).nullable(),
  /** Null: as proposed. */
  advice: z.array(adviceSchema).max(60).nullable(),
});
export type InspectionNotes = z.infer<typeof inspectionNotesSchema>;

export const inspectionHeaderSchema = z.strictObject({
  id: ulidSchema,
  /** What people write on paper: `XJ-261122-7KQ3`. */
  number: z.string().max(40),
  state: inspectionStateSchema,
  period: periodSchema,
  lab: labSchema,
  startedAt: instantSchema,
  publication: publicationStampSchema,
  program: z.string().max(40),
  demo: z.boolean(),
});
export type InspectionHeader = z.infer<typeof inspectionHeaderSchema>;

/** An inspection in a list. */
export const inspectionSummarySchema = inspectionHeaderSchema.extend({
  savedAt: instantSchema,
  counts: countsSchema,
  seats: z.int().min(0),
  decided: conclusionSchema.nullable(),
});
export type InspectionSummary = z.infer<typeof inspectionSummarySchema>;

/** One of which a row is damaged. */
const unreadableInspectionSchema = unreadableRecordOf(inspectionStateSchema);
export type UnreadableInspection = z.infer<typeof unreadableInspectionSchema>;

export const listedInspectionSchema = z.union([inspectionSummarySchema, unreadableInspectionSchema]);
export type ListedInspection = z.infer<typeof listedInspectionSchema>;

/** A session as it stands, whole. */
export const inspectionSessionSchema = z.strictObject({
  header: inspectionHeaderSchema,
  notes: inspectionNotesSchema,
  /** The list it began with; a newer one changes nothing here. */
  checklist: checklistSchema,
  /** Version of the list published since, null where this is the newest. */
  newerChecklist: z.int().nullable(),
  stations: z.array(sessionStationSchema),
  /** Every item for every subject it is asked of, in the order of the list. */
  cells: z.array(cellSchema),
  photos: z.array(photoSchema),
  books: booksSchema.nullable(),
  equipment: z.array(equipmentRowSchema),
  problems: z.array(inspectionProblemSchema),
  counts: countsSchema,
  savedAt: instantSchema,
});
export type InspectionSession = z.infer<typeof inspectionSessionSchema>;

/** What a touch changed: enough to go on without reading the whole session again. */
export const touchedSchema = z.strictObject({
  cells: z.array(cellSchema),
  photos: z.array(photoSchema),
  problems: z.array(inspectionProblemSchema),
  counts: countsSchema,
  savedAt: instantSchema,
});
export type Touched = z.infer<typeof touchedSchema>;
