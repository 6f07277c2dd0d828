import type { ReportFormat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Wording } from '../../../shared/wording.ts';
import type { Printer } from '../printer.ts';

/** A report, its signed record, and access to its photos. */
export interface ReportMaterial {
  readonly report: InspectionReport;
  /** Null: not signed yet; every page has the watermark of a draft. */
  readonly record: InspectionRecord | null;
  /** Of the fixed texts; left out: that of the report. */
  readonly language?: Language;
  /** JPEG. In place of one that cannot be read, the document has a note. */
  photo(id: string): Promise<Result<Uint8Array>>;
}

export interface ReportDocuments {
  /**
   * Renders a report. Problems: those of the printer for `pdf` (`no-printer`,
   * `printing-failed`), and `printing-cancelled` for every format.
   */
  make(content: ReportMaterial, format: ReportFormat, signal: AbortSignal): Promise<Result<Uint8Array>>;
}

interface ReportDocumentsOptions {
  readonly printer: Printer;
  /** With the texts of inspections (INSPECTION_TEXTS). */
  readonly words: (language: Language) => Wording;
}

export function createReportDocuments({ printer, words }: ReportDocumentsOptions): ReportDocuments {
  return {
    async make(content, format, signal) {
      const { report, record, language = report.language } = content;
      if (signal.aborted) return fail('printing-cancelled');
      // A readable copy. What is signed is the canonical JSON of the record, so this one is not made printable.
      if (format === 'json') return succeed(Buffer.from(`${JSON.stringify({ report, record }, null, 2)}\n`));
      const [{ composeContent }, { printableContent }, { reportWords }] = await Promise.all([
        import('./content/compose-content.ts'),
        import('../markup-text.ts'),
        import('./content/report-words.ts'),
      ]);
      const wording = reportWords(words(language));
      const composed = printableContent(composeContent(report, record, wording));
      if (format === 'xlsx') {
        const { reportSheets } = await import('./report-sheets.ts');
        return succeed(await reportSheets(report, composed, wording));
      }
      const photos = await photosOf(content, signal);
      if (signal.aborted) return fail('printing-cancelled');
      if (format === 'docx') {
        const { reportWord } = await import('./word/report-word.ts');
        return succeed(await reportWord(composed, photos));
      }
      const { pageWithPhotos } = await import('./page/report-page.ts');
      return await printer.print(await pageWithPhotos(composed, photos), signal);
    },
  };
}

async function photosOf(material: ReportMaterial, signal: AbortSignal): Promise<Map<string, Uint8Array>> {
  const photos = new Map<string, Uint8Array>();
  for (const { id } of material.report.photos) {
    if (signal.aborted) break;
    const bytes = await material.photo(id);
    if (bytes.ok) photos.set(id, bytes.value);
  }
  return photos;
}
