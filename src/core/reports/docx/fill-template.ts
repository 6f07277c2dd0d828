import {
  MalformedFileError,
  MimeType,
  type TemplateContent,
  type TemplateData,
  TemplateHandler,
} from 'easy-template-x';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { messageOf } from '../../platform/message-of.ts';
import { codeAsPng } from '../forms/code-picture.ts';
import type { FormContent } from '../forms/form-content.ts';
import { NotAPackage, type PackageParts, readPackage, TooMuchInPackage, writePackage } from '../../platform/zip.ts';
import { checkDangers } from './template-dangers.ts';
import { CODE_TAG, knownTags, unknownTags } from './template-tags.ts';

/** Side of the code on paper: 23 mm at 96 pixels to the inch; printed from four times as many. */
const CODE_PIXELS = 87;
const CODE_DETAIL = 4;
/** Nested tables, text boxes and content controls go deeper than the library expects. */
const MOST_DEPTH = 120;

/**
 * Fills a template that a school may have edited. Tags it does not use are left out.
 * @param file of the template, named in problems: `template-not-docx`, `template-too-large`, `template-active-content`,
 * `template-external-link`, `template-unknown-tags`, `template-broken-tag`.
 */
export async function fillTemplate(file: string, template: Buffer, content: FormContent): Promise<Result<Uint8Array>> {
  const parts = partsOf(file, template);
  if (!parts.ok) return parts;
  const safe = checkDangers(file, parts.value);
  if (!safe.ok) return safe;
  // What was checked is what is filled: packed anew, so that no second reader can see something else in the same bytes.
  const checked = writePackage(parts.value);
  const handler = new TemplateHandler({ maxXmlDepth: MOST_DEPTH });
  try {
    const unknown = unknownTags(await handler.parseTags(checked), knownTags(content));
    if (unknown.length > 0) return fail('template-unknown-tags', { file, tags: unknown.join(' ') });
    return succeed(await handler.process(checked, await valuesOf(content)));
  } catch (cause) {
    if (cause instanceof MalformedFileError) return fail('template-not-docx', { file });
    return fail('template-broken-tag', { file, detail: messageOf(cause) });
  }
}

function partsOf(file: string, template: Buffer): Result<PackageParts> {
  try {
    const parts = readPackage(template);
    const isDocument = parts.has('[Content_Types].xml') && parts.has('_rels/.rels');
    return isDocument ? succeed(parts) : fail('template-not-docx', { file });
  } catch (cause) {
    if (cause instanceof TooMuchInPackage) return fail('template-too-large', { file });
    if (cause instanceof NotAPackage) return fail('template-not-docx', { file });
    throw cause;
  }
}

async function valuesOf({ number, mark, notes, code, sections }: FormContent): Promise<TemplateData> {
  const texts: Record<string, string> = { number, mark, notes: notes.join('\n') };
  const tables: Record<string, TemplateData[]> = {};
  for (const section of sections)
    if (section.type === 'text') texts[section.tag] = section.text;
    else if (section.type === 'fields') for (const { tag, value } of section.fields) texts[tag] = value;
    else {
      const empty = Object.fromEntries(section.columns.map(({ tag }) => [tag, '']));
      const blank = Array.from({ length: section.blankRows }, () => empty);
      tables[section.tag] = [...section.rows.map((row) => ({ ...empty, ...row })), ...blank];
    }
  const picture: TemplateContent = {
    _type: 'image',
    source: await codeAsPng(code, CODE_PIXELS * CODE_DETAIL),
    format: MimeType.Png,
    width: CODE_PIXELS,
    height: CODE_PIXELS,
    // Goes into markup as it is: never a value of the request.
    altText: 'QR',
  };
  return { ...texts, ...tables, [CODE_TAG]: picture };
}
