import { XmlNodeType } from 'easy-template-x';
import { attribute, columnOf, elements, nameOf } from './sheet-structure.ts';

/** How a number is shown: a prefix, and filled with zeros to so many digits. */
interface ShownFormat {
  readonly prefix: string;
  readonly digits: number;
}

/** `00000`, `"ZC-"0000`. */
const FORMAT = /^(?:"([^"]*)")?(0+)$/;

/** @returns formats that add to what a number is, by the place of the cell's style. */
export function shownFormats(styles: Uint8Array | undefined): ReadonlyMap<number, ShownFormat> {
  const nodes = elements(styles);
  const codes = new Map(
    nodes
      .filter((node) => nameOf(node) === 'numFmt')
      .map((node) => [attribute(node, 'numFmtId'), FORMAT.exec(attribute(node, 'formatCode'))]),
  );
  const styleList = nodes.find((node) => nameOf(node) === 'cellXfs')?.childNodes ?? [];
  return new Map(
    styleList
      .filter((node) => node.nodeType === XmlNodeType.General)
      .flatMap((node, at) => {
        const [, prefix = '', zeros] = codes.get(attribute(node, 'numFmtId')) ?? [];
        return zeros === undefined ? [] : [[at, { prefix, digits: zeros.length }] as const];
      }),
  );
}

interface ShownCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const CELL = /<(?:\w+:)?c\b([^>]*)(?<!\/)>((?:(?!<(?:\w+:)?c\b).)*?)<\/(?:\w+:)?c>/gs;
const PLACE = /\sr="([A-Za-z]+)(\d+)"/;
const VALUE = /<(?:\w+:)?v\b[^>]*>([^<]*)</;
const FORMULA = /<(?:\w+:)?f\b/;

/**
 * Cells whose value alone is not what people see: a number shown with leading zeros, an error, a formula nobody worked out. Whoever
 * reads the value would take another number, or nothing, for it.
 */
export function shownCells(sheet: string, formats: ReadonlyMap<number, ShownFormat>): ShownCell[] {
  return [...sheet.matchAll(CELL)].flatMap(([, attributes = '', inside = '']) => {
    const [, letters, row] = PLACE.exec(attributes) ?? [];
    const text = shownText(attributes, inside, formats);
    if (text === null || letters === undefined) return [];
    return [{ row: Number(row) - 1, column: columnOf(letters), text }];
  });
}

function shownText(attributes: string, inside: string, formats: ReadonlyMap<number, ShownFormat>): string | null {
  const [, type = 'n'] = /\st="(\w+)"/.exec(attributes) ?? [];
  const value = VALUE.exec(inside)?.[1];
  if (type === 'e') return value ?? '#N/A';
  if (type !== 'n') return null;
  if (value === undefined || value === '') return FORMULA.test(inside) ? '=' : null;
  const format = formats.get(Number(/\ss="(\d+)"/.exec(attributes)?.[1] ?? -1));
  return format === undefined || !/^\d{1,15}$/.test(value) ? null : format.prefix + value.padStart(format.digits, '0');
}
