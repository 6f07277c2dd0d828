import { NotAPackage } from '../../../platform/zip.ts';
import { escaped, readXml } from './read-xml.ts';
import { type Merge, MOST_COLUMNS, MOST_ROWS, TooManyCells } from './table.ts';

/** Lists with a cell in every third place of the largest table we take. */
const MOST_CELLS = 400_000;
/** Each is looked through for every line; books have some hundreds. */
const MOST_MERGES = 10_000;
/** Excel keeps no longer text in a cell. */
export const LONGEST_TEXT = 32_767;
const CELL_TYPES: ReadonlySet<string> = new Set(['b', 'd', 'e', 'inlineStr', 'n', 's', 'str']);
const PLACE = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;

/** A cell that holds something, as it is written. */
export interface WrittenCell {
  /** `n` where nothing is written. */
  readonly type: string;
  readonly style: string;
  /** Of `<v>`; undefined where there is none. */
  readonly value: string | undefined;
  /** Of `<is>`. */
  readonly inline: string | undefined;
  readonly hasFormula: boolean;
}

export interface WrittenSheet {
  /** By 0-based row, then 0-based column. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, WrittenCell>>;
  readonly merges: readonly Merge[];
}

/** Cells of one sheet while it is read. */
interface Building {
  type: string;
  style: string;
  value: string | undefined;
  inline: string | undefined;
  hasFormula: boolean;
}

/**
 * Reads the cells and merges of a sheet. Cells that hold nothing are passed over, wherever they are.
 * @throws TooManyCells for a cell beyond what books can hold: a reader that fills gaps would make billions of one.
 */
export function readSheet(part: Uint8Array): WrittenSheet {
  const rows = new Map<number, Map<number, WrittenCell>>();
  const merges: Merge[] = [];
  let row = -1;
  let column = -1;
  let count = 0;
  let cell: Building | null = null;

  const keep = ({ ...found }: Building) => {
    if (found.value === undefined && found.inline === undefined && !found.hasFormula) return;
    count += 1;
    if (row >= MOST_ROWS || column >= MOST_COLUMNS || count > MOST_CELLS) throw new TooManyCells();
    const cells = rows.get(row) ?? new Map<number, WrittenCell>();
    rows.set(row, cells.set(column, found));
  };
  const append = (before: string | undefined, piece: string): string => {
    const text = (before ?? '') + piece;
    if (text.length > LONGEST_TEXT) throw new TooManyCells();
    return text;
  };

  readXml(part, {
    open(place, attributes) {
      if (place === 'worksheet/sheetData/row') {
        row = rowOf(attributes.get('r')) ?? row + 1;
        column = -1;
      } else if (place === 'worksheet/sheetData/row/c') {
        const named = placeOf(attributes.get('r'));
        row = named?.row ?? row;
        column = named?.column ?? column + 1;
        const type = attributes.get('t') ?? 'n';
        if (!CELL_TYPES.has(type)) throw new NotAPackage('kind of cell');
        cell = { type, style: attributes.get('s') ?? '', value: undefined, inline: undefined, hasFormula: false };
      } else if (place === 'worksheet/sheetData/row/c/f') cell!.hasFormula = true;
      // An empty value is one as well: of a formula nobody has computed.
      else if (place === 'worksheet/sheetData/row/c/v') cell!.value ??= '';
      else if (place === 'worksheet/sheetData/row/c/is') cell!.inline ??= '';
      else if (place === 'worksheet/mergeCells/mergeCell') {
        if (merges.length === MOST_MERGES) throw new TooManyCells();
        merges.push(mergeOf(attributes.get('ref') ?? ''));
      }
    },
    text(place, piece) {
      if (place === 'worksheet/sheetData/row/c/v') cell!.value = append(cell!.value, piece);
      else if (place === 'worksheet/sheetData/row/c/is/t' || place === 'worksheet/sheetData/row/c/is/r/t')
        cell!.inline = append(cell!.inline, piece);
    },
    close(place) {
      if (place === 'worksheet/sheetData/row/c') keep(cell!);
    },
  });
  return { rows, merges };
}

function rowOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (!/^\d{1,7}$/.test(written) || Number(written) < 1) throw new NotAPackage('place of a row');
  return Number(written) - 1;
}

/** A1 is row 0, column 0. */
function placeOf(written: string | undefined): { row: number; column: number } | null {
  if (written === undefined) return null;
  const [, letters, digits] = PLACE.exec(written.trim()) ?? [];
  if (letters === undefined || Number(digits) < 1) throw new NotAPackage('place of a cell');
  const column = Array.from(letters.toUpperCase(), (letter) => letter.charCodeAt(0) - 64);
  return { row: Number(digits) - 1, column: column.reduce((sum, digit) => sum * 26 + digit, 0) - 1 };
}

/** No further down than rows are read; a range that is a single cell, or written backwards, covers what it names. */
function mergeOf(ref: string): Merge {
  const [first, last = first] = ref.split(':').map(placeOf);
  if (first == null || last == null) throw new NotAPackage('place of a merge');
  return {
    left: Math.min(first.column, last.column),
    top: Math.min(first.row, last.row),
    right: Math.max(first.column, last.column),
    bottom: Math.min(Math.max(first.row, last.row), MOST_ROWS - 1),
  };
}

/** The sheet written anew with what was read of it, and nothing else, for a reader that believes every cell reference. */
export function writeSheet({ rows }: WrittenSheet): string {
  const written: string[] = [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
  ];
  for (const [row, cells] of [...rows].toSorted(byPlace)) {
    written.push(`<row r="${row + 1}">`);
    for (const [column, cell] of [...cells].toSorted(byPlace)) written.push(writtenCell(row, column, cell));
    written.push('</row>');
  }
  written.push('</sheetData></worksheet>');
  return written.join('');
}

const byPlace = ([one]: [number, unknown], [other]: [number, unknown]): number => one - other;

function writtenCell(row: number, column: number, { type, style, value, inline }: WrittenCell): string {
  const about = `r="${letters(column)}${row + 1}" t="${type}"${style === '' ? '' : ` s="${escaped(style)}"`}`;
  const inside =
    (value === undefined ? '' : `<v>${escaped(value)}</v>`) +
    (inline === undefined ? '' : `<is><t>${escaped(inline)}</t></is>`);
  return `<c ${about}>${inside}</c>`;
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
