import { type Signature, signatureSchema } from '../../shared/domain/inspection/inspection-record.ts';
import { type InspectionReport, inspectionReportSchema } from '../../shared/domain/inspection/inspection-report.ts';
import { canonicalJson, canonicalOrNull } from '../platform/canonical-json.ts';
import {
  type RecordContent,
  recordContentSchema,
  type ReportPeople,
  reportPeopleSchema,
  type ReportRecord,
  supplementPeopleSchema,
} from './record-content.ts';
import { sealFits, sha256Of } from './seal.ts';

/** @returns null where it is none that can be read; whether it was altered is another question. */
export const parsedContent = (content: string): RecordContent | null =>
  recordContentSchema.safeParse(parsedJson(content)).data ?? null;

/** A record that proves itself. @returns null where anything of it was altered; erased people are no alteration. */
export function provenContent(content: string, people: string | null): RecordContent | null {
  const parsed = parsedContent(content);
  if (parsed === null || canonicalOrNull(parsed) !== content) return null;
  const { record, seal } = parsed;
  const fits =
    seal.sha256 === sha256Of(canonicalJson(record)) &&
    seal.number === record.number &&
    seal.signedAt === record.at &&
    (people === null || sha256Of(people) === record.people);
  return fits && sealFits(seal) ? parsed : null;
}

/** The report with its people again; where they were erased, names are empty. @returns null where it is none that can be read. */
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

/** People of a report as its column holds them; null where they were erased. */
export const reportPeopleIn = (people: string | null): ReportPeople | null =>
  people === null ? null : (reportPeopleSchema.safeParse(parsedJson(people)).data ?? null);

/** Who wrote a supplement; empty where the name was erased. */
export const authorIn = (people: string | null): string =>
  people === null ? '' : (supplementPeopleSchema.safeParse(parsedJson(people)).data?.author ?? '');
