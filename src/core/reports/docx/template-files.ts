// The default import, because that object is the one Electron patches to read inside its archive.
import fs from 'node:fs';
import path from 'node:path';
import type { Language } from '../../../shared/domain/language.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { readRegularFileSync, refusalOf } from '../../platform/regular-file.ts';
import type { FormKind } from '../forms/form-content.ts';

const FOLDER = 'resources/templates';

/** Enough for a letterhead and some pictures; a larger file is refused before it is read. */
export const MAX_TEMPLATE_BYTES = 8 * 1024 * 1024;

export interface TemplateFile {
  readonly file: string;
  readonly bytes: Buffer;
}

/** The templates that came with the program: beside the built chunks (`out/main`) or the sources (`src/core/reports/docx`). */
export function programTemplates(): string {
  const near = ['../..', '../../../..'].map((up) => path.join(import.meta.dirname, up, FOLDER));
  return near.find((folder) => fs.existsSync(folder)) ?? near[0]!;
}

/** Where the school puts a template of its own, which is used as soon as the file exists. */
export const ownTemplate = (dataDirectory: string, form: FormKind, language: Language): string =>
  path.join(dataDirectory, 'templates', language, `${form}.docx`);

/**
 * The school's own template, else the program's.
 * @returns `file-unreadable`, `file-not-regular` or `template-too-large`: a template of the school that cannot be used is
 * always reported, never replaced by the program's.
 */
export function readTemplate(
  dataDirectory: string,
  templatesFolder: string,
  form: FormKind,
  language: Language,
): Result<TemplateFile> {
  const own = read(ownTemplate(dataDirectory, form, language));
  if (!own.ok || own.value !== null) return own as Result<TemplateFile>;
  const file = path.join(templatesFolder, language, `${form}.docx`);
  const given = read(file);
  return given.ok && given.value === null
    ? fail('file-unreadable', { file, detail: 'ENOENT' })
    : (given as Result<TemplateFile>);
}

/** Null where there is none. */
function read(file: string): Result<TemplateFile | null> {
  try {
    return succeed({ file, bytes: readRegularFileSync(file, MAX_TEMPLATE_BYTES) });
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code === 'ENOENT' || code === 'ENOTDIR') return succeed(null);
    return refusalOf(cause, file, 'template-too-large');
  }
}
