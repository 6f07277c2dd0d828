import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';
import {
  type RecordSignature,
  recordSignatureSchema,
  type Signature,
  signatureSchema,
} from '../../shared/domain/inspection/inspection-record.ts';
import { civilDateSchema } from '../../shared/domain/inspection/inspection-terms.ts';
import {
  type RectificationEntry,
  rectificationPhotoSchema,
  rectificationStepSchema,
} from '../../shared/domain/inspection/rectification.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';
import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, canonicalOrNull } from '../platform/canonical-json.ts';
import { keyIdOf, isSignatureValid, type SigningKey } from '../signing/signing-key.ts';
import { type InspectionReport, inspectionReportSchema } from '../../shared/domain/inspection/inspection-report.ts';
import { withoutPersonal } from '../../shared/domain/personal.ts';

const RECORD_SCHEMA = 'vrlab.inspection-record/1';

const sha256Schema = z.string().length(64);
const common = {
  schema: z.literal(RECORD_SCHEMA),
  inspection: ulidSchema,
  number: z.string().max(40),
  at: instantSchema,
  /** Salted digest of the people, who may be erased. */
  people: sha256Schema,
};

/** Everything personal in report and signatures is null here; `people` holds it apart, so that it can be erased. */
const reportRecordSchema = z.strictObject({
  ...common,
  type: z.literal('report'),
  report: z.record(z.string(), z.unknown()),
  signatures: z.array(z.strictObject({ role: z.unknown(), method: z.unknown(), name: z.null(), strokes: z.null() })),
  /** Digest of the inspection's own rows in the database: shows later whether they were altered. */
  rows: sha256Schema,
});
const supplementRecordSchema = z.strictObject({
  ...common,
  type: z.literal('supplement'),
  /** SHA-256 of the record that is corrected. */
  corrects: sha256Schema,
  text: z.string(),
});
/** What became of a problem of a signed report. */
const rectificationRecordSchema = z.strictObject({
  ...common,
  type: z.literal('rectification'),
  /** SHA-256 of the record whose problem it is. */
  of: sha256Schema,
  item: z.string().max(80),
  step: rectificationStepSchema,
  on: civilDateSchema,
  note: z.string(),
  photos: z.array(rectificationPhotoSchema),
});
export const recordContentSchema = z.strictObject({
  record: z.discriminatedUnion('type', [reportRecordSchema, supplementRecordSchema, rectificationRecordSchema]),
  seal: recordSignatureSchema,
});
type RecordContent = z.infer<typeof recordContentSchema>;
export type ReportRecord = z.infer<typeof reportRecordSchema>;
type RectificationRecord = z.infer<typeof rectificationRecordSchema>;

const saltSchema = z.string().length(32);
const reportPeopleSchema = z.strictObject({
  salt: saltSchema,
  inspectors: z.array(z.string()),
  schoolPerson: z.string().nullable(),
  signatures: z.array(z.strictObject({ name: z.string(), strokes: z.string().nullable() })),
});
const supplementPeopleSchema = z.strictObject({ salt: saltSchema, author: z.string() });
type ReportPeople = z.infer<typeof reportPeopleSchema>;

const SIGNATURE_SCHEMA = 'vrlab.inspection-seal/1';

type SignedFacts = Pick<RecordSignature, 'number' | 'sha256' | 'signedAt'>;

/** The schema comes first, so that a signature made for something else is not valid here. */
const signedBytes = ({ number, sha256, signedAt }: SignedFacts): Uint8Array =>
  Buffer.from(`${SIGNATURE_SCHEMA}\n${canonicalJson({ number, sha256, signedAt })}`);

export const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The signature of a record. @param facts with the SHA-256 of the record in hex, which the paper prints. */
export const signRecord = (facts: SignedFacts, key: SigningKey): RecordSignature => ({
  ...facts,
  keyId: key.keyId,
  publicKey: key.publicKey,
  signature: Buffer.from(key.sign(signedBytes(facts))).toString('base64'),
});

/** Whether the signature was made with the key it names. Whose key that is, is not verified here. */
export const recordSignatureFits = (seal: RecordSignature): boolean =>
  seal.keyId === keyIdOf(seal.publicKey) && isSignatureValid(seal.publicKey, signedBytes(seal), seal.signature);

/** A record as its two columns in the database hold it. */
export interface RecordTexts {
  readonly content: string;
  readonly people: string;
}

const newSalt = (): string => randomBytes(16).toString('hex');

function recordTexts(record: RecordContent['record'], people: object, key: SigningKey): RecordTexts {
  const sha256 = sha256Of(canonicalJson(record));
  const seal = signRecord({ number: record.number, sha256, signedAt: record.at }, key);
  return { content: canonicalJson({ record, seal }), people: canonicalJson(people) };
}

/** The record of a signed report. @param rows digest of the inspection's own rows in the database (`rowsDigest`). */
export function reportRecord(
  report: InspectionReport,
  signatures: readonly Signature[],
  rows: string,
  key: SigningKey,
): RecordTexts {
  const people: ReportPeople = {
    salt: newSalt(),
    inspectors: report.inspectors,
    schoolPerson: report.schoolPerson,
    signatures: signatures.map(({ name, strokes }) => ({ name, strokes })),
  };
  const record: ReportRecord = {
    schema: RECORD_SCHEMA,
    type: 'report',
    inspection: report.id,
    number: report.number,
    at: report.finishedAt,
    people: sha256Of(canonicalJson(people)),
    report: withoutPersonal(inspectionReportSchema, report),
    signatures: signatures.map(({ role, method }) => ({ role, method, name: null, strokes: null })),
    rows,
  };
  return recordTexts(record, people, key);
}

/** The record of a correction. @param of the record that is corrected, `corrects` its SHA-256. */
export function supplementRecord(
  of: Pick<ReportRecord, 'inspection' | 'number'> & { readonly corrects: string },
  { author, text, at }: { readonly author: string; readonly text: string; readonly at: string },
  key: SigningKey,
): RecordTexts {
  const people = { salt: newSalt(), author };
  const digest = sha256Of(canonicalJson(people));
  return recordTexts({ schema: RECORD_SCHEMA, type: 'supplement', ...of, at, people: digest, text }, people, key);
}

/** The record of what became of a problem. @param of SHA-256 of the record whose problem it is. */
export function rectificationRecord(
  of: Pick<RectificationRecord, 'inspection' | 'number' | 'of' | 'item'>,
  { person, ...entry }: RectificationEntry,
  { at, photos }: Pick<RectificationRecord, 'at' | 'photos'>,
  key: SigningKey,
): RecordTexts {
  const people = { salt: newSalt(), author: person };
  const digest = sha256Of(canonicalJson(people));
  return recordTexts(
    { schema: RECORD_SCHEMA, type: 'rectification', ...of, ...entry, at, photos, people: digest },
    people,
    key,
  );
}

/** Parses a record. @returns null where it cannot be read; whether it was altered is not verified here. */
export const parsedContent = (content: string): RecordContent | null =>
  recordContentSchema.safeParse(parsedJson(content)).data ?? null;

/** Parses a record and verifies it. @returns null where anything of it was altered; erased people are no alteration. */
export function provenContent(content: string, people: string | null): RecordContent | null {
  const parsed = parsedContent(content);
  if (parsed === null || canonicalOrNull(parsed) !== content) return null;
  const { record, seal } = parsed;
  const fits =
    seal.sha256 === sha256Of(canonicalJson(record)) &&
    seal.number === record.number &&
    seal.signedAt === record.at &&
    (people === null || sha256Of(people) === record.people);
  return fits && recordSignatureFits(seal) ? parsed : null;
}

/** The report of a record with its people; where they were erased, names are empty. @returns null where it cannot be read. */
export function restoredReport(
  { report, signatures }: ReportRecord,
  people: ReportPeople | null,
): { report: InspectionReport; signatures: Signature[] } | null {
  const erased = {
    inspectors: Array.isArray(report['inspectors']) ? report['inspectors'].map(() => '') : [],
    schoolPerson: null,
  };
  const { inspectors, schoolPerson } = people ?? erased;
  const whole = inspectionReportSchema.safeParse({ ...report, inspectors, schoolPerson });
  const named = signatureSchema.array().safeParse(
    signatures.map((one, at) => ({
      ...one,
      name: people?.signatures[at]?.name ?? '',
      strokes: people?.signatures[at]?.strokes ?? null,
    })),
  );
  return whole.success && named.success ? { report: whole.data, signatures: named.data } : null;
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The people of a report, parsed from their column; null where they were erased. */
export const reportPeopleIn = (people: string | null): ReportPeople | null =>
  people === null ? null : (reportPeopleSchema.safeParse(parsedJson(people)).data ?? null);

/** The author of a supplement or of a rectification, parsed from its column; empty where the name was erased. */
export const authorIn = (people: string | null): string =>
  people === null ? '' : (supplementPeopleSchema.safeParse(parsedJson(people)).data?.author ?? '');
