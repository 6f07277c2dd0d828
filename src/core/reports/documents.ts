import type { Language } from '../../shared/domain/language.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import type { Translate } from '../../shared/wording.ts';
import { programTemplates, readTemplate } from './docx/template-files.ts';
import { fileNameOf } from '../platform/file-to-keep.ts';
import type { FormContent, FormKind, FormRecord } from './forms/form-content.ts';
import { FORMS } from './forms/index.ts';
import type { Printer } from './printer.ts';

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
} as const;
export type DocumentFormat = keyof typeof MEDIA_TYPES;

/** A finished document, with the name to save it under. */
export interface FinishedDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Documents {
  /**
   * Fills a form. Problems: those of the printer for `pdf` (`no-printer`, `printing-failed`, `printing-cancelled`), those of
   * the template for `docx` (`template-…`, `file-unreadable`, `file-not-regular`).
   * @param record as it may be shown: personal fields are printed as they are, masked ones masked.
   */
  form(
    kind: FormKind,
    format: DocumentFormat,
    record: FormRecord,
    language: Language,
    signal: AbortSignal,
  ): Promise<Result<FinishedDocument>>;
}

interface DocumentsOptions {
  readonly printer: Printer;
  /** Folder of the school's data: its own templates are in `templates/<language>/<form>.docx`. */
  readonly dataDirectory: string;
  readonly words: (language: Language) => Translate;
  /** Folder of the program's templates. */
  readonly templatesFolder?: string;
}

export function createDocuments({
  printer,
  dataDirectory,
  words,
  templatesFolder = programTemplates(),
}: DocumentsOptions): Documents {
  async function docx(content: FormContent, signal: AbortSignal): Promise<Result<Uint8Array>> {
    const template = readTemplate(dataDirectory, templatesFolder, content.form, content.language);
    if (!template.ok) return template;
    const { file, bytes } = template.value;
    const { readApart } = await import('../platform/untrusted/read-apart.ts');
    const { templateReader } = await import('./untrusted-readers.ts');
    return await readApart(templateReader, { file, template: bytes, content }, signal);
  }

  async function bytesOf(
    content: FormContent,
    format: DocumentFormat,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array>> {
    if (format === 'docx') return await docx(content, signal);
    const page = await pageOf(content);
    return format === 'pdf' ? await printer.print(page, signal) : succeed(Buffer.from(page));
  }

  return {
    async form(kind, format, record, language, signal) {
      if (signal.aborted) return fail('printing-cancelled');
      const content = FORMS[kind](record, words(language), language);
      const bytes = await bytesOf(content, format, signal);
      if (!bytes.ok) return bytes;
      if (signal.aborted) return fail('printing-cancelled');
      const fileName = fileNameOf([content.number, content.title], format);
      return succeed({ fileName, mediaType: MEDIA_TYPES[format], bytes: bytes.value });
    },
  };
}

/** Page and QR code are loaded at first use, not at the start of the program. */
async function pageOf(content: FormContent): Promise<string> {
  const [{ codeAsSvg }, { formPage }] = await Promise.all([
    import('./forms/code-picture.ts'),
    import('./forms/form-page.ts'),
  ]);
  return formPage(content, await codeAsSvg(content.code));
}
