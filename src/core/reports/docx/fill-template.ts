import {
  MalformedFileError,
  MimeType,
  type Tag,
  TagDisposition,
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

/** Side of the printed QR code: 23 mm at 96 pixels to the inch; the picture has four times as many. */
const CODE_PIXELS = 87;
const CODE_DETAIL = 4;
/** Nested tables, text boxes and content controls are nested deeper than the library's default. */
const MAX_DEPTH = 120;

/**
 * Fills a template that a school may have edited. Values without a tag in the template are left out.
 * @param file name of the template, for problems: `template-not-docx`, `template-too-large`, `template-active-content`,
 * `template-external-link`, `template-unknown-tags`, `template-broken-tag`.
 */
export async function fillTemplate(file: string, template: Buffer, content: FormContent): Promise<Result<Uint8Array>> {
  const parts = partsOf(file, template);
  if (!parts.ok) return parts;
  const safe = checkDangers(file, parts.value);
  if (!safe.ok) return safe;
  // What was checked is packed anew, so that the library cannot read anything else from the same bytes.
  const checked = writePackage(parts.value);
  const handler = new TemplateHandler({ maxXmlDepth: MAX_DEPTH });
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

async function valuesOf({ number, warning, notes, code, sections }: FormContent): Promise<TemplateData> {
  const texts: Record<string, string> = { number, mark: warning, notes: notes.join('\n') };
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
    // The library writes it into markup unescaped: it must never be a value of the request.
    altText: 'QR',
  };
  return { ...texts, ...tables, [CODE_TAG]: picture };
}

/** Tag of the QR code. */
const CODE_TAG = 'qr';

/** Tags that a template of one form may contain. */
interface KnownTags {
  /** Texts, which may be anywhere. */
  readonly texts: ReadonlySet<string>;
  /** Tables, with the tags of their columns. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
}

export function knownTags({ sections }: FormContent): KnownTags {
  const texts = new Set(['number', 'mark', 'notes', CODE_TAG]);
  const tables = new Map<string, ReadonlySet<string>>();
  for (const section of sections)
    if (section.type === 'table') tables.set(section.tag, new Set(section.columns.map(({ tag }) => tag)));
    else if (section.type === 'text') texts.add(section.tag);
    else for (const { tag } of section.fields) texts.add(tag);
  return { texts, tables };
}

/** @returns the tags, as they are written, that have no meaning where they are. */
function unknownTags(tags: readonly Tag[], { texts, tables }: KnownTags): string[] {
  const open: string[] = [];
  const unknown = new Set<string>();
  for (const { name, disposition, rawText } of tags) {
    const inTable = open.some((table) => tables.get(table)?.has(name) === true);
    // `{#school} … {/school}` shows what is between only where the field has a value.
    const fits = texts.has(name) || inTable || (disposition !== TagDisposition.SelfClosed && tables.has(name));
    if (disposition === TagDisposition.Close) open.pop();
    else if (!fits) unknown.add(rawText);
    if (disposition === TagDisposition.Open) open.push(name);
  }
  return [...unknown];
}
