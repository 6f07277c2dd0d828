import { z } from 'zod';
import { instantSchema } from '../instant.ts';
import { personal } from '../personal.ts';
import { problemSchema } from '../problem-schema.ts';
import { ulidSchema } from '../service-request.ts';
import { longText } from '../unseen-characters.ts';
import { inspectionProblemSchema, labSchema, periodSchema } from './inspection-session.ts';
import { civilDateSchema, conclusionSchema, notInspectedReasonSchema, subjectSchema } from './inspection-terms.ts';

/** 已整改 / 复查合格 / 复查不合格: what is recorded of a problem after its report was signed. */
export const rectificationStepSchema = z.enum(['rectified', 'recheck-passed', 'recheck-failed']);
export type RectificationStep = z.infer<typeof rectificationStepSchema>;

/**
 * 待整改 / 已整改待复查 / 复查合格 / 复查不合格. The next signed inspection ends the tracking: `solved`, it found the item in order;
 * `carried`, it lists the problem anew.
 */
export const rectificationStateSchema = z.enum(['open', 'rectified', 'passed', 'failed', 'solved', 'carried']);
export type RectificationState = z.infer<typeof rectificationStateSchema>;

/** A picture of equipment, put right. JPEG without any metadata. */
export const rectificationPhotoSchema = z.strictObject({
  id: ulidSchema,
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
  sha256: z.string().length(64),
});
export type RectificationPhoto = z.infer<typeof rectificationPhotoSchema>;

/** What a person records. */
export const rectificationEntrySchema = z.strictObject({
  step: rectificationStepSchema,
  /** The day it was put right, or looked at again. */
  on: civilDateSchema,
  /** Who did it; empty once it was erased. */
  person: personal(z.string().trim().max(40), 'name'),
  note: longText(z.string().trim().max(2000)),
});
export type RectificationEntry = z.infer<typeof rectificationEntrySchema>;

/** A record of its own in the chain, never changed. */
export const rectificationEventSchema = rectificationEntrySchema.extend({
  position: z.int().min(1),
  at: instantSchema,
  photos: z.array(rectificationPhotoSchema).max(6),
  hash: z.string().length(64),
});
export type RectificationEvent = z.infer<typeof rectificationEventSchema>;

/** A problem of a signed report, or an item it could not conclude without, and what has become of it. */
export const trackedProblemSchema = inspectionProblemSchema
  .pick({
    no: true,
    item: true,
    text: true,
    severity: true,
    subjects: true,
    found: true,
    action: true,
    owner: true,
    deadline: true,
    request: true,
  })
  .extend({
    state: rectificationStateSchema,
    /** 补检: nobody has inspected it, for these reasons. It is inspected instead of put right. Null for a problem. */
    uninspected: z.array(z.strictObject({ subject: subjectSchema, reason: notInspectedReasonSchema })).nullable(),
    /** Past its deadline and not put right. */
    overdue: z.boolean(),
    events: z.array(
      rectificationEventSchema.extend({
        /** A re-check by the person who had put it right: allowed, and said. Names compared before they are masked. */
        ownWork: z.literal(true).optional(),
      }),
    ),
  });
export type TrackedProblem = z.infer<typeof trackedProblemSchema>;

export const rectificationCountsSchema = z.strictObject({
  problems: z.int().min(0),
  /** Not put right yet, or not well enough. */
  open: z.int().min(0),
  /** Put right, and not looked at again yet. */
  toRecheck: z.int().min(0),
  overdue: z.int().min(0),
  /** How many of the open ones have to be inspected (补检). */
  toInspect: z.int().min(0),
  /** The earliest deadline of what is open; null where nothing is. */
  deadline: civilDateSchema.nullable(),
});
export type RectificationCounts = z.infer<typeof rectificationCountsSchema>;

/** 整改跟踪 of one signed report. The report itself is never changed. */
export const rectificationSchema = z.strictObject({
  inspection: z.strictObject({
    id: ulidSchema,
    number: z.string().max(40),
    lab: labSchema,
    period: periodSchema,
    signedAt: instantSchema,
    decided: conclusionSchema,
  }),
  /** `done`: nothing is open or to be looked at again. */
  state: z.enum(['under-way', 'done']),
  counts: rectificationCountsSchema,
  problems: z.array(trackedProblemSchema),
  /** Number of the inspection that ended the tracking; null while this is the newest of its lab. */
  followedBy: z.string().max(40).nullable(),
  /** Null: everything agrees with what was signed. */
  problem: problemSchema.nullable(),
});
export type Rectification = z.infer<typeof rectificationSchema>;

export const rectificationSummarySchema = rectificationSchema.omit({ problems: true });
export type RectificationSummary = z.infer<typeof rectificationSummarySchema>;
