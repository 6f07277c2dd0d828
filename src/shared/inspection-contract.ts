import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { everyone, inspector, inspectorAtWork, teacher } from './contract-roles.ts';
import { answerSchema } from './domain/inspection/cell.ts';
import { inspectionPlanSchema } from './domain/inspection/inspection-plan.ts';
import {
  inspectionRecordSchema,
  signatureSchema,
  supplementSchema,
  verificationSchema,
} from './domain/inspection/inspection-record.ts';
import { inspectionReportSchema } from './domain/inspection/inspection-report.ts';
import {
  bulkAnswerSchema,
  inspectionNotesSchema,
  inspectionSessionSchema,
  inspectionStandingSchema,
  inspectionSummarySchema,
  listedInspectionSchema,
  problemDecisionSchema,
  readingMarkSchema,
  inspectionChangesSchema,
  MAX_SEATS,
  undoneSchema,
} from './domain/inspection/inspection-session.ts';
import {
  rectificationEntrySchema,
  rectificationSchema,
  rectificationSummarySchema,
} from './domain/inspection/rectification.ts';
import { inspectionKindSchema, reportFormatSchema, subjectSchema } from './domain/inspection/inspection-terms.ts';
import { instantSchema } from './domain/instant.ts';
import { LANGUAGES } from './domain/language.ts';
import { outcomeOf, problemSchema } from './domain/problem-schema.ts';
import { fileToKeepSchema, previewSchema, requestRecordSchema } from './domain/request-record.ts';
import { requestDraftSchema, ulidSchema } from './domain/service-request.ts';
import { probeIdSchema, probeStatusSchema } from './domain/snapshot.ts';
import { longText } from './domain/unseen-characters.ts';

const ofInspection = z.object({ id: ulidSchema });
const ofCell = ofInspection.extend({ item: z.string().max(80), subject: subjectSchema });

/** Reading this station: probes as they end, the session last. */
const readingProgressSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('probe'),
    probe: probeIdSchema,
    state: z.enum(['started', ...probeStatusSchema.options]),
  }),
  z.object({ type: z.literal('finished'), session: inspectionSessionSchema }),
  z.object({ type: z.literal('failed'), problem: problemSchema }),
]);
export type ReadingProgress = z.infer<typeof readingProgressSchema>;

/** What came of a file brought from another station. */
export const intakeReportSchema = z.strictObject({
  /** `known`: the same reading was taken in before. A file that is refused is a problem instead. */
  result: z.enum(['taken', 'known']),
  seat: z.string(),
  marks: z.array(readingMarkSchema),
  session: inspectionSessionSchema,
});
export type IntakeReport = z.infer<typeof intakeReportSchema>;

/** A file as a browser hands it over in one piece, base64: a signed bundle or books, and at most a report with its photos. */
const smallFileSchema = z.object({ name: z.string().max(200), base64: z.string().max(4_000_000) });
const largeFileSchema = z.object({ name: z.string().max(200), base64: z.string().max(44_000_000) });

/** Everything around inspections that a screen can ask for. */
export const inspectionContract = {
  plan: everyone.output(outcomeOf(inspectionPlanSchema)),
  /** The plan for a calendar program (iCalendar). */
  planFile: everyone.output(outcomeOf(fileToKeepSchema)),
  /** Newest first. */
  list: everyone.output(outcomeOf(z.array(listedInspectionSchema))),
  /** Begins a session with a fresh reading of this station. Ending the iteration before it is finished begins nothing. */
  start: inspector
    .input(
      z.object({
        kind: inspectionKindSchema,
        inspector: z.string().trim().max(40),
        /** How many seats the lab has; absent: as many as the last signed inspection had. */
        seats: z.int().min(1).max(MAX_SEATS).optional(),
      }),
    )
    .output(eventIterator(readingProgressSchema)),
  get: everyone.input(ofInspection).output(outcomeOf(inspectionSessionSchema)),
  /** How it stands, without what is in it: whether a screen has to read it again. */
  standing: everyone.input(ofInspection).output(outcomeOf(inspectionStandingSchema)),
  /** Reads this station again; what the inspector said stays. */
  readAgain: inspector.input(ofInspection).output(eventIterator(readingProgressSchema)),
  /**
   * Durable when it answers. Null takes the answer back; the same answer again changes nothing. `basedOn` is when the answer was given
   * that the screen shows, null for none: refused where another one is stored by now. Left out, it is not compared.
   */
  answer: inspectorAtWork
    .input(ofCell.extend({ answer: answerSchema.nullable(), basedOn: instantSchema.nullable().optional() }))
    .output(outcomeOf(inspectionChangesSchema)),
  /**
   * The same answer to every cell of an item (or of a seat) that is still open: `normal` or `not-inspected` only. `normal` is never
   * filled in where a value has to be measured, where it is unknown whether the item applies, or where the program judges the item and
   * has no reading or asset register yet; `leftOut` names those cells and says why.
   */
  answerOpen: inspectorAtWork
    .input(
      ofInspection.extend({
        item: z.string().max(80).nullable(),
        subject: subjectSchema.nullable(),
        answer: answerSchema,
      }),
    )
    .output(outcomeOf(bulkAnswerSchema)),
  /** What `answerOpen` would fill now; changes nothing. */
  foreseeOpen: inspectorAtWork
    .input(
      ofInspection.extend({
        item: z.string().max(80).nullable(),
        subject: subjectSchema.nullable(),
        answer: answerSchema,
      }),
    )
    .output(outcomeOf(bulkAnswerSchema.pick({ filled: true, leftOut: true }))),
  /** Takes the last change of an inspector back, a bulk answer as one; durable. Not what was written as a note, and no seats. */
  undo: inspectorAtWork.input(ofInspection).output(outcomeOf(undoneSchema)),
  /** JPEG without metadata, at most 1600 pixels a side and 700 kB; the screen makes it so. */
  addPhoto: inspectorAtWork
    .input(ofCell.extend({ base64: z.string().max(960_000) }))
    .output(outcomeOf(inspectionChangesSchema)),
  photo: inspectorAtWork.input(ofInspection.extend({ photo: ulidSchema })).output(outcomeOf(fileToKeepSchema)),
  removePhoto: inspectorAtWork
    .input(ofInspection.extend({ photo: ulidSchema }))
    .output(outcomeOf(inspectionChangesSchema)),
  saveNotes: inspectorAtWork
    .input(ofInspection.extend({ notes: inspectionNotesSchema }))
    .output(outcomeOf(inspectionNotesSchema)),
  decideProblem: inspectorAtWork
    .input(ofInspection.extend({ decision: problemDecisionSchema }))
    .output(outcomeOf(inspectionChangesSchema)),
  /** A seat of the lab nothing has come from yet. */
  addSeat: inspectorAtWork
    .input(ofInspection.extend({ seat: z.string().trim().min(1).max(80) }))
    .output(outcomeOf(inspectionSessionSchema)),
  /** Only a seat without a reading and without answers. */
  removeSeat: inspectorAtWork
    .input(ofInspection.extend({ seat: z.string().min(1).max(80) }))
    .output(outcomeOf(inspectionSessionSchema)),
  /** One file brought from another station. Refused or marked with the reason. */
  takeBundle: inspector.input(ofInspection.extend(smallFileSchema.shape)).output(outcomeOf(intakeReportSchema)),
  /** This station as a signed file for the PC that holds the session. */
  bundle: inspector.output(outcomeOf(fileToKeepSchema)),
  /** CSV or XLSX of the school's books. */
  takeBooks: inspector.input(ofInspection.extend(smallFileSchema.shape)).output(outcomeOf(inspectionSessionSchema)),
  removeBooks: inspector.input(ofInspection).output(outcomeOf(inspectionSessionSchema)),
  /** A request filled from a problem of the session; filed on the requests screen. */
  draftRequest: inspectorAtWork
    .input(ofInspection.extend({ item: z.string().max(80) }))
    .output(outcomeOf(requestDraftSchema)),
  /** The request that came of it. */
  linkRequest: inspectorAtWork
    .input(ofInspection.extend({ item: z.string().max(80), request: ulidSchema }))
    .output(outcomeOf(inspectionChangesSchema)),
  abandon: inspector
    .input(ofInspection.extend({ reason: longText(z.string().trim().min(1).max(400)) }))
    .output(outcomeOf(inspectionSummarySchema)),
  /** The report as it would be signed now, with its seal; of a signed inspection the signed one. */
  report: everyone
    .input(ofInspection)
    .output(
      outcomeOf(
        z.object({ report: inspectionReportSchema, seal: z.string(), record: inspectionRecordSchema.nullable() }),
      ),
    ),
  /** Who inspected, was there and signed, readable: for a person who asks to see it. */
  revealPeople: inspector
    .input(ofInspection)
    .output(outcomeOf(z.object({ notes: inspectionNotesSchema, record: inspectionRecordSchema.nullable() }))),
  /** Freezes the inspection. Refused where cells are open, nothing is decided, or the report is not the one that was shown. */
  sign: inspector
    .input(ofInspection.extend({ seal: z.string(), signatures: z.array(signatureSchema).min(1).max(6) }))
    .output(outcomeOf(inspectionRecordSchema)),
  /** Printed or written, in the language of the report unless another is named; of an open inspection it is marked as a draft. */
  document: inspector
    .input(ofInspection.extend({ format: reportFormatSchema, language: z.enum(LANGUAGES).optional() }))
    .output(outcomeOf(fileToKeepSchema)),
  /** The printed report (PDF) for the screen: without a seal, its people masked. */
  pages: everyone
    .input(ofInspection.extend({ language: z.enum(LANGUAGES).optional() }))
    .output(outcomeOf(fileToKeepSchema)),
  /** The same with its people readable. */
  revealPages: inspector
    .input(ofInspection.extend({ language: z.enum(LANGUAGES).optional() }))
    .output(outcomeOf(fileToKeepSchema)),
  addSupplement: inspector
    .input(ofInspection.extend({ supplement: supplementSchema.pick({ author: true, text: true }) }))
    .output(outcomeOf(inspectionRecordSchema)),
  /** 提交巡检报告: the signed report as it would leave the PC. Refused unsigned or altered. */
  previewHandIn: inspectorAtWork.input(ofInspection).output(outcomeOf(previewSchema)),
  /** Handing in the same record twice is handing it in once. Durable when it answers. */
  handIn: inspector.input(ofInspection.extend({ seal: z.string() })).output(outcomeOf(requestRecordSchema)),
  /** How often it was handed in, newest first, and what the channels say of each. */
  handedIn: everyone.input(ofInspection).output(outcomeOf(z.array(requestRecordSchema))),
  /** 整改跟踪: what becomes of the problems of signed reports. Only added to. */
  rectification: {
    /** Of every signed inspection with problems, newest first. */
    list: everyone.output(outcomeOf(z.array(rectificationSummarySchema))),
    get: everyone.input(ofInspection).output(outcomeOf(rectificationSchema)),
    /** Photos as for `addPhoto`. */
    record: teacher
      .input(
        ofInspection.extend({
          item: z.string().max(80),
          entry: rectificationEntrySchema,
          photos: z.array(z.object({ base64: z.string().max(960_000) })).max(6),
        }),
      )
      .output(outcomeOf(rectificationSchema)),
    photo: teacher.input(ofInspection.extend({ photo: ulidSchema })).output(outcomeOf(fileToKeepSchema)),
  },
  verify: everyone.input(largeFileSchema).output(outcomeOf(verificationSchema)),
};
