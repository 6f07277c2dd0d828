import { xml as markup, type XmlGeneralNode, type XmlNode, XmlNodeType } from 'easy-template-x';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { PackageParts } from '../../platform/zip.ts';

/** Parts that are programs, or other documents which Word would open with this one. */
const ACTIVE_PARTS =
  /(^|\/)(vbaProject|vbaData|activeX\d*|oleObject\d*|attachedToolbars)\b|(^|\/)(activeX|embeddings|customUI)\//i;
const ACTIVE_TYPES = /macroEnabled|vbaProject|activeX|oleObject/i;
const ACTIVE_RELATIONS =
  /\/(vbaProject|wordVbaData|control|activeXControlBinary|oleObject|package|aFChunk|subDocument|frame|attachedToolbars|keyMapCustomizations|extensibility)$/i;
/** Field instructions that fetch, start or prompt for something. */
const ACTIVE_FIELDS =
  /\b(DDE|DDEAUTO|LINK|IMPORT|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|MACROBUTTON|GOTOBUTTON)\b/i;
/** Ten times a form of ten pages. Parsing takes many times as much memory as the text. */
const MAX_XML_BYTES = 2_000_000;
/** An address with a scheme, of another computer or of a drive. */
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|[\\/]{2})/i;

const isElement = (node: XmlNode): node is XmlGeneralNode => node.nodeType === XmlNodeType.General;
const localName = (node: XmlNode): string => node.nodeName.split(':').at(-1)!;

function* elements(root: XmlNode): Generator<XmlGeneralNode> {
  const waiting: XmlNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isElement(node)) yield node;
    // Pushed one by one: hundreds of thousands would be too many arguments of one call.
    for (const child of (node.childNodes ?? []).toReversed()) waiting.push(child);
  }
}

const attribute = (node: XmlGeneralNode, name: string): string =>
  Object.entries(node.attributes ?? {}).find(([key]) => key.split(':').at(-1) === name)?.[1] ?? '';

/**
 * Refuses what no form needs and a school would not notice: macros, embedded objects, links out of the document.
 * @param file named in the problem: `template-part-too-large`, `template-active-content`, `template-external-link`, `template-not-docx`.
 */
export function checkDangers(file: string, parts: PackageParts): Result<null> {
  for (const [name, bytes] of parts) {
    if (ACTIVE_PARTS.test(name)) return fail('template-active-content', { file, part: name });
    if (!/\.(xml|rels)$/i.test(name) && !isLikeXml(bytes)) continue;
    if (bytes.length > MAX_XML_BYTES)
      return fail('template-part-too-large', { file, part: name, most: MAX_XML_BYTES / 1_000_000 });
    const root = parse(bytes);
    if (root === null) return fail('template-not-docx', { file });
    const checked = /\.rels$/i.test(name) ? checkRelations(file, name, root) : checkContent(file, name, root);
    if (!checked.ok) return checked;
  }
  return succeed(null);
}

/** Every part that may be XML: a document may declare any part as its text, even one named like a picture. */
const isLikeXml = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 200)).toString('utf8').replace('\uFEFF', '').trimStart().startsWith('<');

/** Null where it is no UTF-8 XML, or has a document type (entities that grow, files that are fetched). */
function parse(bytes: Uint8Array): XmlNode | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /<!DOCTYPE/i.test(text) ? null : markup.parser.parse(text);
  } catch {
    return null;
  }
}

function checkRelations(file: string, part: string, root: XmlNode): Result<null> {
  for (const relation of elements(root)) {
    const target = attribute(relation, 'Target');
    if (attribute(relation, 'TargetMode').toLowerCase() === 'external' || ELSEWHERE.test(target))
      return fail('template-external-link', { file, target });
    if (ACTIVE_RELATIONS.test(attribute(relation, 'Type'))) return fail('template-active-content', { file, part });
  }
  return succeed(null);
}

function checkContent(file: string, part: string, root: XmlNode): Result<null> {
  let instructions = '';
  for (const element of elements(root)) {
    if (ACTIVE_TYPES.test(attribute(element, 'ContentType')))
      return fail('template-active-content', { file, part: attribute(element, 'PartName') });
    // Word splits one instruction into several runs.
    if (localName(element) === 'instrText') instructions += (element.childNodes ?? []).map(textOf).join('');
    if (localName(element) === 'fldSimple') instructions += ` ${attribute(element, 'instr')} `;
    if (localName(element) === 'fldChar') instructions += ' ';
  }
  return ACTIVE_FIELDS.test(instructions) ? fail('template-active-content', { file, part }) : succeed(null);
}

const textOf = (node: XmlNode): string => (node.nodeType === XmlNodeType.Text ? (node.textContent ?? '') : '');
