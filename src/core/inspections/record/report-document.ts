import { fileToKeep, fileNameOf } from '../../platform/file-to-keep.ts';
import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { FileToKeep } from '../../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { ReportFormat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { InspectionArchive } from '../../records/material.ts';
import { sha256Of } from '../../records/signed-record.ts';
import type { ReportDocuments } from '../../reports/inspection/report-documents.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import type { RecordRow } from '../../store/inspection-records.ts';
import { recordFile } from './record-file.ts';
import { signDocument } from './signature-block.ts';
import { ALTERED } from './signed-report.ts';

const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

interface Wanted {
  readonly report: InspectionReport;
  /** Null: not signed yet. */
  readonly record: InspectionRecord | null;
  readonly rows: readonly RecordRow[];
  readonly format: ReportFormat;
  /** Of the fixed texts of the document; what people wrote is left as it is. */
  readonly language: Language;
}

interface DocumentDependencies {
  readonly archive: Pick<InspectionArchive, 'photoBytes'>;
  readonly documents: ReportDocuments;
  readonly key: () => Promise<Result<SigningKey>>;
  readonly words: (language: Language) => Wording;
}

/** A report as a file: a draft as it was rendered, a signed report with its signature. An altered one is refused. */
export async function makeDocument(
  wanted: Wanted,
  deps: DocumentDependencies,
  signal: AbortSignal,
): Promise<Result<FileToKeep>> {
  const { record } = wanted;
  if (isAltered(record)) return { ok: false, problem: record.problem };
  const bytes =
    record === null ? await render(wanted, deps, signal) : await renderSigned({ ...wanted, record }, deps, signal);
  return bytes.ok ? succeed(fileWith(wanted, bytes.value, deps)) : bytes;
}

/** The same pages for the screen, without a signature. */
export async function makePages(
  shown: Pick<Wanted, 'report' | 'record' | 'language'>,
  deps: DocumentDependencies,
  signal: AbortSignal,
): Promise<Result<FileToKeep>> {
  const wanted: Wanted = { ...shown, rows: [], format: 'pdf' };
  const { record } = shown;
  if (isAltered(record)) return { ok: false, problem: record.problem };
  const bytes = await render(wanted, deps, signal);
  return bytes.ok ? succeed(fileWith(wanted, bytes.value, deps)) : bytes;
}

function fileWith(
  { report, record, format, language }: Wanted,
  bytes: Uint8Array,
  { words }: DocumentDependencies,
): FileToKeep {
  const title = `inspections:record.${record === null ? 'draftFile' : 'reportFile'}` as const;
  const fileName = fileNameOf([report.number, words(language).t(title)], format);
  return fileToKeep(fileName, MEDIA_TYPES[format], bytes);
}

/** Without its own `problem` first: the compiler would cross each code with every other. */
type AlteredRecord = Omit<InspectionRecord, 'problem'> & { readonly problem: Problem };

const isAltered = (record: InspectionRecord | null): record is AlteredRecord =>
  record?.problem != null && ALTERED.has(record.problem.code);

/** A photo goes into a document only while its bytes are those that were signed. */
async function render({ report, record, format, language }: Wanted, deps: DocumentDependencies, signal: AbortSignal) {
  const digests = new Map(report.photos.map(({ id, sha256 }) => [id, sha256]));
  const photo = async (id: string): Promise<Result<Uint8Array>> => {
    const bytes = await deps.archive.photoBytes(report.id, id);
    if (!bytes.ok || sha256Of(bytes.value) === digests.get(id)) return bytes;
    return fail('inspection-photo-altered', { number: report.number, photo: id });
  };
  return await deps.documents.make({ report, record, photo, language }, format, signal);
}

async function renderSigned(
  wanted: Wanted & { readonly record: InspectionRecord },
  deps: DocumentDependencies,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const { report, record, rows, format } = wanted;
  const key = await deps.key();
  if (!key.ok) return key;
  // Rectification is exported separately: older programs read only reports and supplements.
  if (format === 'json')
    return succeed(
      recordFile(
        rows.filter(({ type }) => type !== 'rectification'),
        report.demo,
        key.value,
      ),
    );
  const bytes = await render(wanted, deps, signal);
  if (!bytes.ok) return bytes;
  return succeed(signDocument(bytes.value, { format, seal: record.seal, demo: report.demo }, key.value));
}
