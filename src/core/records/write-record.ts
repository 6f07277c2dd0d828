import { randomBytes } from 'node:crypto';
import type { Signature } from '../../shared/domain/inspection/inspection-record.ts';
import { type InspectionReport, inspectionReportSchema } from '../../shared/domain/inspection/inspection-report.ts';
import { withoutPersonal } from '../../shared/domain/personal.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { SigningKey } from '../signing/signing-key.ts';
import { RECORD_SCHEMA, type ReportPeople, type ReportRecord, type SupplementRecord } from './record-content.ts';
import { sealWith, sha256Of } from './seal.ts';

/** Both columns of a record, as they are written. */
export interface RecordTexts {
  readonly content: string;
  readonly people: string;
}

const newSalt = (): string => randomBytes(16).toString('hex');

function written(record: ReportRecord | SupplementRecord, people: object, key: SigningKey): RecordTexts {
  const sha256 = sha256Of(canonicalJson(record));
  const seal = sealWith({ number: record.number, sha256, signedAt: record.at }, key);
  return { content: canonicalJson({ record, seal }), people: canonicalJson(people) };
}

/** @param rows digest of what the database holds of the inspection (`rowsDigest`). */
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
  return written(record, people, key);
}

export function supplementRecord(
  of: Pick<ReportRecord, 'inspection' | 'number'> & { readonly corrects: string },
  { author, text, at }: { readonly author: string; readonly text: string; readonly at: string },
  key: SigningKey,
): RecordTexts {
  const people = { salt: newSalt(), author };
  const digest = sha256Of(canonicalJson(people));
  return written({ schema: RECORD_SCHEMA, type: 'supplement', ...of, at, people: digest, text }, people, key);
}
