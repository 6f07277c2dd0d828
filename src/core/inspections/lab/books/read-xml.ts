import { Parser } from 'saxen';
import { NotAPackage, TooMuchInPackage } from '../../../platform/zip.ts';

/** An element with the names around it, outermost first, its own last: `worksheet/sheetData/row/c`. */
export type Place = string;

/** What happens while a document is read. Names come without their prefix. */
export interface XmlVisitor {
  open?(place: Place, attributes: ReadonlyMap<string, string>): void;
  /** A piece of the text directly in an element. */
  text?(place: Place, text: string): void;
  close?(place: Place): void;
}

/** Sheets, styles and texts of Office files go about ten deep. */
const MOST_DEPTH = 32;
/** Cells of a sheet with their values, and some for what surrounds them. */
const MOST_ELEMENTS = 3_000_000;

/**
 * Reads a part of an Office package once, strictly: UTF-8, no definitions of its own (entities that grow, files that are
 * fetched), nothing the parser would have to guess.
 * @throws NotAPackage, TooMuchInPackage, TypeError (no UTF-8), or what the visitor throws.
 */
export function readXml(part: Uint8Array, visitor: XmlVisitor): void {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(part);
  const around: Place[] = [''];
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
      if (around.length > MOST_DEPTH || elements > MOST_ELEMENTS) throw new TooMuchInPackage();
      const place = around.length === 1 ? localName(name) : `${around.at(-1)!}/${localName(name)}`;
      around.push(place);
      visitor.open?.(place, attributesOf(attributes()));
    })
    .on('text', (piece) => visitor.text?.(around.at(-1)!, decoded(piece)))
    .on('cdata', (piece) => visitor.text?.(around.at(-1)!, piece))
    .on('closeTag', () => {
      const place = around.pop()!;
      visitor.close?.(place);
    })
    .parse(text);
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Of two that differ in their prefix alone, the one without counts. */
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
