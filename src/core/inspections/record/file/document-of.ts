import type { InspectionRecord } from '../../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { FileToKeep } from '../../../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import type { ReportFormat } from '../../../../shared/inspection-contract.ts';
import { fileNameOf } from '../../../platform/file-name.ts';
import type { RecordRow } from '../../../store/inspection-records.ts';
import { ALTERED } from '../examine-record.ts';
import type { InspectionReportParts } from '../inspection-report-parts.ts';
import { sha256Of } from '../../../records/seal.ts';
import { recordFile } from './record-file.ts';
import { sealFile } from './seal-file.ts';

const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

interface Wanted {
  readonly report: InspectionReport;
  readonly record: InspectionRecord | null;
  readonly rows: readonly RecordRow[];
  readonly format: ReportFormat;
}

/** A report as a file: a draft as it was made, a signed one sealed. What was altered is not handed out. */
export async function documentOf(
  wanted: Wanted,
  parts: InspectionReportParts,
  signal: AbortSignal,
): Promise<Result<FileToKeep>> {
  const { record } = wanted;
  if (isAltered(record)) return { ok: false, problem: record.problem };
  const bytes =
    record === null ? await made(wanted, parts, signal) : await sealed({ ...wanted, record }, parts, signal);
  return bytes.ok ? fileOf(wanted, bytes.value, parts) : bytes;
}

/** The same pages for the screen, unsealed. */
export async function pagesOf(
  shown: Pick<Wanted, 'report' | 'record'>,
  parts: InspectionReportParts,
  signal: AbortSignal,
): Promise<Result<FileToKeep>> {
  const wanted = { ...shown, rows: [], format: 'pdf' } as const;
  if (isAltered(wanted.record)) return { ok: false, problem: wanted.record.problem };
  const bytes = await made(wanted, parts, signal);
  return bytes.ok ? fileOf(wanted, bytes.value, parts) : bytes;
}

function fileOf(
  { report, record, format }: Wanted,
  bytes: Uint8Array,
  parts: InspectionReportParts,
): Result<FileToKeep> {
  const title = `inspections:record.${record === null ? 'draftFile' : 'reportFile'}` as const;
  return succeed({
    fileName: fileNameOf([report.number, parts.words(report.language).t(title)], format),
    mediaType: MEDIA_TYPES[format],
    base64: Buffer.from(bytes).toString('base64'),
  });
}

const isAltered = (record: InspectionRecord | null): record is InspectionRecord & { readonly problem: Problem } =>
  record?.problem != null && ALTERED.has(record.problem.code);

/** Photos on the way into a document are those that were signed. */
async function made({ report, record, format }: Wanted, parts: InspectionReportParts, signal: AbortSignal) {
  const digests = new Map(report.photos.map(({ id, sha256 }) => [id, sha256]));
  const photo = async (id: string): Promise<Result<Uint8Array>> => {
    const bytes = await parts.archive.photoBytes(report.id, id);
    if (!bytes.ok || sha256Of(bytes.value) === digests.get(id)) return bytes;
    return fail('inspection-photo-altered', { number: report.number, photo: id });
  };
  return await parts.documents.make({ report, record, photo }, format, signal);
}

async function sealed(
  wanted: Wanted & { readonly record: InspectionRecord },
  parts: InspectionReportParts,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const { report, record, rows, format } = wanted;
  const key = await parts.key();
  if (!key.ok) return key;
  if (format === 'json') return succeed(recordFile(rows, report.demo, key.value));
  const bytes = await made(wanted, parts, signal);
  return bytes.ok ? succeed(sealFile(bytes.value, { format, seal: record.seal, demo: report.demo }, key.value)) : bytes;
}
