import { xml as markup, type XmlGeneralNode, type XmlNode, XmlNodeType } from 'easy-template-x';
import { NotAPackage, type PackageParts } from '../../../reports/docx/package-file.ts';
import { type Merge, MOST_COLUMNS, MOST_ROWS, TooManyCells } from './table.ts';

/** Last row of a sheet. */
const LAST_ROW = 1_048_576;

/** @throws TypeError where it is no UTF-8; NotAPackage where it brings definitions of its own (entities that grow). */
export function markupOf(part: Uint8Array): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(part);
  if (/<!DOCTYPE/i.test(text)) throw new NotAPackage();
  return text;
}

/** The reader fills gaps with empty cells, so one cell in the farthest corner would be billions. */
export function checkSize(sheet: string): void {
  for (const [, letters, row, empty] of sheet.matchAll(/<(?:\w+:)?c\b[^>]*?\sr="([A-Za-z]+)(\d+)"[^>]*?(\/?)>/g))
    if (empty === '' && (Number(row) > MOST_ROWS || columnOf(letters!) >= MOST_COLUMNS)) throw new TooManyCells();
  for (const [, row] of sheet.matchAll(/<(?:\w+:)?row\b[^>]*?\sr="(\d+)"/g))
    if (Number(row) > LAST_ROW) throw new TooManyCells();
}

/** A is 0. */
export const columnOf = (letters: string): number =>
  Array.from(letters.toUpperCase(), (letter) => letter.charCodeAt(0) - 64).reduce((sum, place) => sum * 26 + place, 0) -
  1;

export function mergesIn(sheet: string): Merge[] {
  return [...sheet.matchAll(/<(?:\w+:)?mergeCell\b[^>]*?\sref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(
    ([, left, top, right, bottom]) => ({
      left: columnOf(left!),
      top: Number(top) - 1,
      right: columnOf(right!),
      bottom: Math.min(Number(bottom), MOST_ROWS) - 1,
    }),
  );
}

/** Parts of the sheets by the sheets' names; those that are hidden only where all are. */
export function sheetPaths(parts: PackageParts): ReadonlyMap<string, string> {
  const targets = new Map(
    elements(parts.get('xl/_rels/workbook.xml.rels')).map((relation) => [
      attribute(relation, 'Id'),
      attribute(relation, 'Target'),
    ]),
  );
  const sheets = elements(parts.get('xl/workbook.xml')).filter((node) => nameOf(node) === 'sheet');
  const inSight = sheets.filter((sheet) => !/hidden/i.test(attribute(sheet, 'state')));
  return new Map(
    (inSight.length > 0 ? inSight : sheets).map((sheet) => {
      const target = targets.get(attribute(sheet, 'id')) ?? '';
      return [attribute(sheet, 'name'), target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

export const nameOf = ({ nodeName }: XmlNode): string => nodeName.split(':').at(-1)!;

export const attribute = (node: XmlGeneralNode, name: string): string =>
  Object.entries(node.attributes ?? {}).find(([key]) => key.split(':').at(-1) === name)?.[1] ?? '';

export function elements(part: Uint8Array | undefined): XmlGeneralNode[] {
  if (part === undefined) return [];
  const found: XmlGeneralNode[] = [];
  const waiting: XmlNode[] = [markup.parser.parse(markupOf(part))];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeType === XmlNodeType.General) found.push(node);
    waiting.push(...(node.childNodes ?? []));
  }
  return found;
}
