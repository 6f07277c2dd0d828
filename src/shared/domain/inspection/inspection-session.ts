import { z } from 'zod';
import { bothLanguagesSchema } from '../both-languages.ts';
import { publicationStampSchema } from '../check-run.ts';
import { recognisedDeviceSchema } from '../device.ts';
import { verdictSchema } from '../finding.ts';
import { instantSchema } from '../instant.ts';
import { personal } from '../personal.ts';
import { unreadableRecordOf } from '../problem-schema.ts';
import { ulidSchema } from '../service-request.ts';
import { campusZoneSchema } from '../service-terms.ts';
import { longText } from '../unseen-characters.ts';
import { cellSchema, countsSchema } from './cell.ts';
import { checklistSchema } from './checklist.ts';
import {
  civilDateSchema,
  conclusionSchema,
  inspectionKindSchema,
  notInspectedReasonSchema,
  ownerSchema,
  severitySchema,
  subjectSchema,
} from './inspection-terms.ts';
import { assetRegisterSchema, equipmentRowSchema, photoSchema } from './lab-equipment.ts';

/** What has to be pointed out about a reading that was imported all the same. */
export const readingMarkSchema = z.enum([
  'clock-ahead',
  'clock-behind',
  'not-fresh',
  'other-publication',
  'other-program',
  'key-changed',
  'key-shared',
]);
export type ReadingMark = z.infer<typeof readingMarkSchema>;

/** What came from one seat. */
export const readingSummarySchema = z.strictObject({
  run: ulidSchema,
  startedAt: instantSchema,
  takenInAt: instantSchema,
  verdict: verdictSchema,
  /** Read on this PC, or imported from a signed file. */
  source: z.enum(['here', 'bundle']),
  /** Who signed the file; null for this PC's own. */
  keyId: z.string().nullable(),
  publication: publicationStampSchema,
  program: z.string().max(40),
  marks: z.array(readingMarkSchema),
  devices: z.array(recognisedDeviceSchema.pick({ model: true, kind: true, name: true, vendor: true, serial: true })),
  /** SHA-256 of the canonical JSON of the snapshot, in hex. */
  snapshotSha256: z.string().length(64),
});
export type ReadingSummary = z.infer<typeof readingSummarySchema>;

/** Seats of one inspection at most. */
export const MAX_SEATS = 500;

/** A seat of the lab; without a reading its automatic items stay open. */
export const sessionStationSchema = z.strictObject({
  seat: z.string().min(1).max(80),
  reading: readingSummarySchema.nullable(),
});
export type SessionStation = z.infer<typeof sessionStationSchema>;

/** What the inspector decides about a problem; what is left out stays as proposed. */
export const problemDecisionSchema = z.strictObject({
  item: z.string().max(80),
  action: longText(z.string().trim().max(1000)).optional(),
  impact: longText(z.string().trim().max(400)).optional(),
  owner: ownerSchema.optional(),
  deadline: civilDateSchema.optional(),
  /** Another severity than the one proposed, which needs a reason; null: as proposed. */
  severity: z
    .strictObject({ decided: severitySchema, reason: longText(z.string().trim().min(1).max(400)) })
    .nullable()
    .optional(),
});
export type ProblemDecision = z.infer<typeof problemDecisionSchema>;

/** An item that is abnormal somewhere, with whoever has to act on it. */
export const inspectionProblemSchema = z.strictObject({
  /** Counts up from 1 in the order of the list. */
  no: z.int().min(1),
  item: z.string().max(80),
  text: bothLanguagesSchema,
  severity: severitySchema,
  /** The inspector decided otherwise than the severity proposed, and why. Not in reports up to release 0.3.0. */
  regraded: z.strictObject({ proposed: severitySchema, reason: z.string().min(1).max(400) }).optional(),
  subjects: z.array(subjectSchema).min(1),
  /** What was found: findings as text, values, notes; each with its subject. */
  found: z.array(z.strictObject({ subject: subjectSchema, said: bothLanguagesSchema })),
  impact: bothLanguagesSchema,
  action: bothLanguagesSchema,
  owner: ownerSchema,
  deadline: civilDateSchema,
  /** `persisting`: abnormal at one of these subjects in the last period as well. */
  since: z.enum(['new', 'persisting']),
  /** Items of the same cause, counted once with this one. */
  includes: z.array(z.strictObject({ item: z.string().max(80), text: bothLanguagesSchema })).optional(),
  /** Request filed about it. */
  request: z.strictObject({ id: ulidSchema, number: z.string().max(40) }).nullable(),
});
export type InspectionProblem = z.infer<typeof inspectionProblemSchema>;

/** An item that has to be inspected before anything can be concluded (补检), and why it was not, place by place. */
export const itemToInspectSchema = z.strictObject({
  item: z.string().max(80),
  text: bothLanguagesSchema,
  severity: severitySchema,
  places: z.array(z.strictObject({ subject: subjectSchema, reason: notInspectedReasonSchema })).min(1),
  owner: ownerSchema,
  deadline: civilDateSchema,
});
export type ItemToInspect = z.infer<typeof itemToInspectSchema>;

/** A person by name, as far as the report has to name one. */
export const personNameSchema = personal(z.string().trim().max(40), 'name');

/** Which lab is inspected. */
export const labSchema = z.strictObject({
  school: z.string().min(1).max(80),
  campusZone: campusZoneSchema,
  lab: z.string().min(1).max(80),
});
export type Lab = z.infer<typeof labSchema>;

/** The period an inspection covers. */
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
  /** The published text in both languages, where it was not changed; a report in another language uses it. */
  said: bothLanguagesSchema.optional(),
  /** What it is about: items by id, and where they were found so. */
  about: z
    .strictObject({ items: z.array(z.string().max(80)).max(100), subjects: z.array(subjectSchema).max(501) })
    .optional(),
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
export type InspectionListEntry = z.infer<typeof listedInspectionSchema>;

/** A change of an inspector that can be taken back. `bulk`: several cells at once; `note`: of an answer only what is written about it. */
export const undoStepSchema = z.strictObject({
  change: z.enum(['answer', 'note', 'bulk', 'photo-added', 'photo-removed', 'decision']),
  /** The item and subject it was about; of a bulk answer what was asked for, null for all. */
  item: z.string().max(80).nullable(),
  subject: subjectSchema.nullable(),
  /** How many cells it changed. */
  cells: z.int().min(0),
  at: instantSchema,
});
export type UndoStep = z.infer<typeof undoStepSchema>;

/** A whole session as it is now. */
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
  books: assetRegisterSchema.nullable(),
  equipment: z.array(equipmentRowSchema),
  problems: z.array(inspectionProblemSchema),
  counts: countsSchema,
  /** What `undo` would take back; null: nothing. */
  undo: undoStepSchema.nullable(),
  savedAt: instantSchema,
});
export type InspectionSession = z.infer<typeof inspectionSessionSchema>;

/** Whether a session that was read is still as it was. */
export const inspectionStandingSchema = z.strictObject({ state: inspectionStateSchema, savedAt: instantSchema });
export type InspectionStanding = z.infer<typeof inspectionStandingSchema>;

/** What an edit changed: enough to go on without reading the whole session again. */
export const inspectionChangesSchema = z.strictObject({
  cells: z.array(cellSchema),
  photos: z.array(photoSchema),
  problems: z.array(inspectionProblemSchema),
  counts: countsSchema,
  undo: undoStepSchema.nullable(),
  savedAt: instantSchema,
  /** When it had been saved before this edit: another time than a screen knows tells it that somebody else has changed something. */
  savedBefore: instantSchema,
});
export type InspectionChanges = z.infer<typeof inspectionChangesSchema>;

const leftOutReasonSchema = z.enum(['measured', 'condition-unknown', 'no-reading', 'no-register']);

/** What came of an answer given to many cells at once. */
export const bulkAnswerSchema = inspectionChangesSchema.extend({
  filled: z.int().min(0),
  /**
   * Cells that stayed open, because each has to be looked at by itself: `measured`, a value has to be read off; `condition-unknown`,
   * nobody knows whether the item applies there; `no-reading` and `no-register`, the program judges the item and has no data to do so yet.
   */
  leftOut: z.array(
    z.strictObject({
      item: z.string().max(80),
      subject: subjectSchema,
      because: leftOutReasonSchema,
    }),
  ),
});
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;

/** What the last change was, now taken back. */
export const undoneSchema = inspectionChangesSchema.extend({ undone: undoStepSchema });
export type Undone = z.infer<typeof undoneSchema>;
