import type { Printer } from '../../../src/core/reports/printer.ts';
import { composeContent } from '../../../src/core/reports/inspection/content/compose-content.ts';
import type { ReportContent } from '../../../src/core/reports/inspection/content/report-content.ts';
import { type ReportWords, reportWords } from '../../../src/core/reports/inspection/content/report-words.ts';
import { createReportDocuments, type ReportDocuments } from '../../../src/core/reports/inspection/report-documents.ts';
import type { InspectionRecord } from '../../../src/shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../src/shared/domain/inspection/inspection-report.ts';
import type { Language } from '../../../src/shared/domain/language.ts';
import { fail, succeed } from '../../../src/shared/domain/result.ts';
import { INSPECTION_TEXTS } from '../../../src/shared/locales/inspections.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording, type Wording } from '../../../src/shared/wording.ts';

const i18n = createI18n('zh-CN', INSPECTION_TEXTS);

export const inspectionWording = (language: Language): Wording => createWording(i18n, language);
export const inspectionWords = (language: Language): ReportWords => reportWords(inspectionWording(language));

/** Prints nothing, and shows what it was given. */
export const showingPrinter: Printer = { print: (html) => Promise.resolve(succeed(Buffer.from(html))) };

export const reportDocuments = (printer: Printer = showingPrinter): ReportDocuments =>
  createReportDocuments({ printer, words: inspectionWording });

export const composed = (report: InspectionReport, record: InspectionRecord | null): ReportContent =>
  composeContent(report, record, inspectionWords(report.language));

/** A report written out, its photos taken from here; one that is not here cannot be read. */
export async function written(
  report: InspectionReport,
  record: InspectionRecord | null,
  format: 'pdf' | 'docx' | 'xlsx' | 'json',
  { printer, photos = new Map() }: { printer?: Printer; photos?: ReadonlyMap<string, Uint8Array> } = {},
): Promise<Buffer> {
  const photo = (id: string) => {
    const bytes = photos.get(id);
    return Promise.resolve(
      bytes === undefined ? fail('file-unreadable', { file: id, detail: 'ENOENT' }) : succeed(bytes),
    );
  };
  const made = await reportDocuments(printer).make({ report, record, photo }, format, new AbortController().signal);
  if (!made.ok) throw new Error(made.problem.code);
  return Buffer.from(made.value);
}
