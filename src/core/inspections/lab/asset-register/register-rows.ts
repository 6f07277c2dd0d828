import {
  type AssetRow,
  assetRowSchema,
  type AssetRegister,
} from '../../../../shared/domain/inspection/lab-equipment.ts';
import { type Column, type Headings, type Merge, mergeAt, type Table, TOTAL } from './table.ts';

/** Columns in which a merged cell applies to every line it covers. A serial or asset number is of one device only. */
const COVERING: ReadonlySet<Column> = new Set(['category', 'name', 'model', 'place']);

/** What spreadsheets turn a number into: 1.23E+12 or ####, without its digits; 12,345,678; a date; an error; a formula without a value. */
const DAMAGED = [
  /^[-+]?\d(?:\.\d+E\+?|E\+)\d+$/i,
  /^\d{1,3}(?:,\d{3}){2,}$/,
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$|^\d{1,2}月\d{1,2}日$/,
  /^(?:\d{1,2}-)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-\d{2})?$/i,
  /^#(?:#+|N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/,
  /^=/,
];

/** Whether a number in the register is no longer the one that was typed: nothing may be matched by it. */
export const isDamagedNumber = (text: string): boolean => DAMAGED.some((one) => one.test(text.normalize('NFKC')));

/** The serial numbers in a cell, which may be those of several devices. */
export const serialsIn = (text: string): string[] =>
  isDamagedNumber(text) ? [text] : text.split(/[、,，;；]/u).map((serial) => serial.trim());

const tidy = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();

/** A quantity such as `20`, `20 台`, `２０.0`. @returns null for anything else. */
function quantityIn(text: string): number | null {
  const number = /^(\d{1,5})(?:\.0+)?\s*\p{L}{0,3}$/u.exec(text.normalize('NFKC'))?.[1];
  return number === undefined ? null : Number(number);
}

/** Rows of the register, from the lines below the headings. */
export function registerRows({ rows, merges }: Table, headings: Headings): Pick<AssetRegister, 'rows' | 'skipped'> {
  const read: AssetRow[] = [];
  const skipped: AssetRegister['skipped'] = [];
  for (let at = headings.row + 1; at < rows.length; at += 1) {
    const line = at + 1;
    const cell = (column: Column): string => cellIn(rows, merges, at, headings.columns[column], column);
    const own = Object.values(headings.columns).map((column) => tidy(rows[at]?.[column] ?? ''));
    if (own.every((text) => text === '')) continue;
    if (rows[at]?.slice(rows[headings.row]?.length).some((text) => tidy(text) !== '')) {
      skipped.push({ line, code: 'columns-shifted' });
      continue;
    }
    const made = buildRow(line, cell, quantityOf(rows, merges, at, headings.columns.quantity));
    if (typeof made === 'string') skipped.push({ line, code: made });
    else {
      read.push(made);
      if (serialsIn(made.serial).some(isDamagedNumber)) skipped.push({ line, code: 'serial-damaged-by-excel' });
      if (isDamagedNumber(made.assetNumber)) skipped.push({ line, code: 'asset-damaged-by-excel' });
    }
  }
  return { rows: read, skipped };
}

/** @returns the row, or the code why the line is left out. */
function buildRow(line: number, cell: (column: Column) => string, quantity: number | null): AssetRow | string {
  const [name, model] = [cell('name'), cell('model')];
  const row = {
    line,
    category: cell('category'),
    model: model.includes(name) ? model : [name, model].filter((text) => text !== '').join(' '),
    serial: cell('serial'),
    assetNumber: cell('asset'),
    place: cell('place'),
    quantity: quantity ?? 0,
  };
  if ([row.category, name, model, row.assetNumber].some((text) => TOTAL.test(text))) return 'total-line';
  if (row.model === '' && row.category === '' && row.serial === '') return 'nothing-named';
  if (quantity === null) return 'quantity-unreadable';
  const checked = assetRowSchema.safeParse(row);
  return checked.success ? checked.data : 'text-too-long';
}

function cellIn(
  rows: Table['rows'],
  merges: readonly Merge[],
  row: number,
  column: number | undefined,
  kind: Column,
): string {
  if (column === undefined) return '';
  const [isCovering, separator] = [COVERING.has(kind), kind === 'serial' ? '、' : ' '];
  // Serial numbers on several lines of a cell stay several.
  const lines = (rows[row]?.[column] ?? '').split(/[\r\n]+/).map(tidy);
  const own = lines.filter((line) => line !== '').join(separator);
  if (own !== '' || !isCovering) return own;
  const merge = mergeAt(merges, row, column);
  return merge === undefined ? '' : tidy(rows[merge.top]?.[merge.left] ?? '');
}

/** An empty cell is one. A quantity merged over several lines is divided: one each, and the first line gets the rest. */
function quantityOf(
  rows: Table['rows'],
  merges: readonly Merge[],
  row: number,
  column: number | undefined,
): number | null {
  const merge = column === undefined ? undefined : mergeAt(merges, row, column);
  const written = column === undefined ? '' : tidy(rows[merge?.top ?? row]?.[merge?.left ?? column] ?? '');
  if (written === '') return 1;
  const quantity = quantityIn(written);
  if (merge === undefined || quantity === null) return quantity;
  return row === merge.top ? Math.max(1, quantity - (merge.bottom - merge.top)) : 1;
}
