import { Parser } from 'saxen';
import { NotAPackage, TooMuchInPackage } from '../../../platform/zip.ts';

/** Names of an element and of those that contain it, outermost first: `worksheet/sheetData/row/c`. */
type ElementPath = string;

/** Called while a document is read. Names are without their namespace prefix. */
interface XmlVisitor {
  open?(element: ElementPath, attributes: ReadonlyMap<string, string>): void;
  /** A piece of the text directly in an element. */
  text?(element: ElementPath, text: string): void;
  close?(element: ElementPath): void;
}

/** Elements of Office files are nested about ten deep. */
const MAX_DEPTH = 32;
/** Cells of the largest sheet that is read with their values, and some for the rest of the document. */
const MAX_ELEMENTS = 3_000_000;

/**
 * Reads a part of an Office package once, strictly: UTF-8, no document type (entities that grow, files that are fetched), nothing the
 * parser would have to guess.
 * @throws NotAPackage, TooMuchInPackage, TypeError (no UTF-8), or what the visitor throws.
 */
export function readXml(part: Uint8Array, visitor: XmlVisitor): void {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(part);
  const open: ElementPath[] = [''];
  let elements = 0;
  const refuse = (cause: Error): never => {
    throw new NotAPackage(cause.message);
  };
  new Parser()
    .on('error', refuse)
    .on('warn', refuse)
    .on('attention', () => refuse(new Error('document type')))
    .on('openTag', (name, attributes) => {
      elements += 1;
      if (open.length > MAX_DEPTH || elements > MAX_ELEMENTS) throw new TooMuchInPackage();
      const element = open.length === 1 ? localName(name) : `${open.at(-1)!}/${localName(name)}`;
      open.push(element);
      visitor.open?.(element, attributesOf(attributes()));
    })
    .on('text', (piece) => visitor.text?.(open.at(-1)!, decoded(piece)))
    .on('cdata', (piece) => visitor.text?.(open.at(-1)!, piece))
    .on('closeTag', () => {
      const element = open.pop()!;
      visitor.close?.(element);
    })
    .parse(text);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Attributes by name. Of two that differ only in their prefix, the one without a prefix counts. */
function attributesOf(written: Record<string, string>): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(written)) {
    const isPlain = !name.includes(':');
    if (isPlain || !attributes.has(localName(name))) attributes.set(localName(name), decoded(value));
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));|&/g;

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(REFERENCE, (_, decimal?: string, hexadecimal?: string, name?: string) => {
    const character = name === undefined ? characterOf(decimal, hexadecimal) : NAMED[name];
    if (character === undefined) throw new NotAPackage('reference to nothing');
    return character;
  });
}

function characterOf(decimal?: string, hexadecimal?: string): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}

/** Text escaped for an element or between double quotes. Characters that XML cannot hold are left out. */
export const escaped = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- those that XML 1.0 forbids
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
