import { z } from 'zod';
import { publicationStampSchema } from './check-run.ts';
import { outcomeSchema } from './finding.ts';
import { conclusionSchema, inspectionKindSchema } from './inspection/inspection-terms.ts';
import { instantSchema } from './instant.ts';
import { LANGUAGES } from './language.ts';
import { personal } from './personal.ts';
import {
  campusZoneSchema,
  effectSchema,
  filedKindSchema,
  requestKindSchema,
  scopeSchema,
  serviceLevelSchema,
  servicePromiseSchema,
  urgencySchema,
  workSchema,
} from './service-terms.ts';
import { longText } from './unseen-characters.ts';

export const ulidSchema = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

/** Longest texts a request takes, in characters: what a robot channel cannot carry whole is still sent by the others. */
export const MOST_OF_A_TITLE = 120;
export const MOST_OF_A_DESCRIPTION = 10_000;

/** Whom to call; optional, and never needed to file. */
export const contactSchema = z.strictObject({
  name: personal(z.string().trim().max(40), 'name'),
  phone: personal(z.string().trim().max(40), 'phone'),
});
export type Contact = z.infer<typeof contactSchema>;

/** One thing that is wrong, as the check run found it. */
const symptomSchema = z.strictObject({
  check: z.string().max(80),
  outcome: outcomeSchema,
  cause: z.string().max(80).nullable(),
  /** As it was shown, in the language of the request. */
  title: z.string().max(400),
  faultCode: z.string().max(40).nullable(),
});
export type Symptom = z.infer<typeof symptomSchema>;

const involvedDeviceSchema = z.strictObject({
  model: z.string().max(80),
  name: z.string().max(200),
  serial: z.string().max(200).nullable(),
});

/** Where it is; holds no person. */
const requestPlaceSchema = z.strictObject({
  school: z.string().max(80),
  campusZone: campusZoneSchema,
  lab: z.string().max(80),
  seat: z.string().max(80),
});

/** What a request for service other than a repair is about; printed on its form. */
export const requestNeedsSchema = z.strictObject({
  /** What to train, to make or to give guidance on. */
  topic: z.string().trim().max(200).optional(),
  /** Class or grade it is for. */
  group: z.string().trim().max(80).optional(),
  people: z.int().min(1).max(2000).optional(),
});
export type RequestNeeds = z.infer<typeof requestNeedsSchema>;

/** Since when a fault is there, as people remember it. */
export const sinceSchema = z.enum(['today', 'this-week', 'longer']);
export type Since = z.infer<typeof sinceSchema>;

/** What the teacher can still change before it is filed. */
export const requestDraftSchema = z.strictObject({
  /** ULID, made when the form opens: the idempotency key from the first moment on. */
  id: ulidSchema,
  kind: requestKindSchema,
  work: workSchema,
  scope: scopeSchema,
  effect: effectSchema,
  title: z.string().trim().min(1).max(MOST_OF_A_TITLE),
  description: longText(z.string().trim().max(MOST_OF_A_DESCRIPTION)),
  /** RFC 3339; null: as soon as promised. */
  wantedBy: instantSchema.nullable(),
  /** Absent where it was not asked for, and in records of releases up to 0.3.0; so are the needs. */
  since: sinceSchema.optional(),
  needs: requestNeedsSchema.optional(),
  contact: contactSchema.nullable(),
  /** Check run it is made from; null for a request written by hand. */
  run: ulidSchema.nullable(),
  /** Checks of that run it is about; empty: all that are not fine. */
  checks: z.array(z.string().max(80)).max(64),
});
export type RequestDraft = z.infer<typeof requestDraftSchema>;

/** Longest record file that is handed in, in characters: signed once more, a message still can be opened and verified. */
export const MOST_OF_A_RECORD_FILE = 12_000_000;

/** The signed report of an inspection, as it is handed in to the service desk (提交巡检报告). */
export const handedInReportSchema = z.strictObject({
  inspection: ulidSchema,
  /** Number of the inspection, e.g. `XJ-261122-7KQ3`. */
  number: z.string().max(40),
  kind: inspectionKindSchema,
  /** Label of the period, e.g. `2026-Q4`. */
  period: z.string().max(20),
  lab: z.string().max(80),
  decided: conclusionSchema,
  seats: z.int().min(0),
  problems: z.int().min(0),
  critical: z.int().min(0),
  signedAt: instantSchema,
  /** SHA-256 of the record, in hex, as the paper prints it. */
  sha256: z.string().length(64),
  /** Id of the key of the PC that signed. */
  keyId: z.string(),
  supplements: z.int().min(0),
  /** SHA-256 of the file, in hex; stays when the file was erased. */
  fileSha256: z.string().length(64),
  /** The record file as text, which verifies by itself; holds names and drawn signatures. Empty once they were erased. */
  file: personal(z.string().max(MOST_OF_A_RECORD_FILE), 'signature').nullable(),
});
export type HandedInReport = z.infer<typeof handedInReportSchema>;

/** What leaves the PC when a request is filed: all of it, and nothing else. */
export const filedRequestSchema = z.strictObject({
  id: ulidSchema,
  /** What people say and write, e.g. `VR-261122-7KQ3`. */
  number: z.string().max(40),
  filedAt: instantSchema,
  language: z.enum(LANGUAGES),
  kind: filedKindSchema,
  work: workSchema,
  urgency: urgencySchema,
  scope: scopeSchema,
  effect: effectSchema,
  /** Service level of the lab's teacher; null where nobody has set it. */
  level: serviceLevelSchema.nullable(),
  title: z.string().max(MOST_OF_A_TITLE),
  description: z.string().max(MOST_OF_A_DESCRIPTION),
  wantedBy: instantSchema.nullable(),
  since: sinceSchema.optional(),
  needs: requestNeedsSchema.optional(),
  place: requestPlaceSchema.nullable(),
  contact: contactSchema.nullable(),
  symptoms: z.array(symptomSchema).max(64),
  devices: z.array(involvedDeviceSchema).max(64),
  /** Of kind `inspection-report` only. */
  report: handedInReportSchema.optional(),
  run: z.strictObject({ id: ulidSchema, startedAt: instantSchema }).nullable(),
  publication: publicationStampSchema,
  program: z.string().max(40),
  promises: z.array(servicePromiseSchema).max(32),
  /**
   * Promises count from the first receipt: a channel took the request, or somebody was told on the phone. Absent in records of
   * releases up to 0.3.0, whose promises count from filing.
   */
  promisesFrom: z.literal('receipt').optional(),
  /** Made in a demonstration world. */
  demo: z.boolean(),
});
export type FiledRequest = z.infer<typeof filedRequestSchema>;
