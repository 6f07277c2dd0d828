import { type BookRow, bookRowSchema, type Books } from '../../../../shared/domain/inspection/lab-equipment.ts';
import type { Headings } from './find-headings.ts';
import { type Column, TOTAL } from './heading-words.ts';
import type { Merge, Table } from './table.ts';

/** A merged cell holds for every line it covers; a number of one device never does. */
const COVERING: ReadonlySet<Column> = new Set(['category', 'name', 'model', 'place']);

/** 1.23E+12: what Excel makes of a long number, its digits gone. */
export const isDamagedSerial = (serial: string): boolean => /^\d(?:\.\d+)?E\+\d+$/i.test(serial);

const tidy = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();

/** `20`, `20 台`, `２０.0`. @returns null for anything else. */
function quantityIn(text: string): number | null {
  const number = /^(\d{1,5})(?:\.0+)?\s*\p{L}{0,3}$/u.exec(text.normalize('NFKC'))?.[1];
  return number === undefined ? null : Number(number);
}

/** Lines of the books out of what stands below the headings. */
export function bookRows({ rows, merges }: Table, headings: Headings): Pick<Books, 'rows' | 'skipped'> {
  const read: BookRow[] = [];
  const skipped: Books['skipped'] = [];
  for (let at = headings.row + 1; at < rows.length; at += 1) {
    const line = at + 1;
    const cell = (column: Column): string => cellIn(rows, merges, at, headings.columns[column], COVERING.has(column));
    const own = Object.values(headings.columns).map((column) => tidy(rows[at]?.[column] ?? ''));
    if (own.every((text) => text === '')) continue;
    const made = bookRow(line, cell, quantityOf(rows, merges, at, headings.columns.quantity));
    if (typeof made === 'string') skipped.push({ line, code: made });
    else {
      read.push(made);
      if (isDamagedSerial(made.serial)) skipped.push({ line, code: 'serial-damaged-by-excel' });
    }
  }
  return { rows: read, skipped };
}

/** @returns why the line is left out. */
function bookRow(line: number, cell: (column: Column) => string, quantity: number | null): BookRow | string {
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
  const checked = bookRowSchema.safeParse(row);
  return checked.success ? checked.data : 'text-too-long';
}

function cellIn(
  rows: Table['rows'],
  merges: readonly Merge[],
  row: number,
  column: number | undefined,
  covering: boolean,
): string {
  if (column === undefined) return '';
  const own = tidy(rows[row]?.[column] ?? '');
  if (own !== '' || !covering) return own;
  const merge = mergeAt(merges, row, column);
  return merge === undefined ? '' : tidy(rows[merge.top]?.[merge.left] ?? '');
}

const mergeAt = (merges: readonly Merge[], row: number, column: number): Merge | undefined =>
  merges.find(({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right);

/** Nothing written is one. A number merged over several lines is shared out: one each, the first has what is left. */
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
