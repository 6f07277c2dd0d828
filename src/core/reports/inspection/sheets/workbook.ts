import type { Row, Sheet } from 'write-excel-file/node';
import { printable } from '../../forms/printable.ts';

/** Most a cell of Excel holds, in UTF-16 units. */
const MOST_OF_A_CELL = 32_767;

export type SheetValue = string | number | null;

/** Typed as text: what begins with = + - @ is never reckoned by a spreadsheet. */
function cell(value: SheetValue): Row[number] {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number, alignVertical: 'top' };
  const text = printable(value).slice(0, MOST_OF_A_CELL).toWellFormed();
  return { value: text, type: String, wrap: true, alignVertical: 'top' };
}

/** A sheet with a heading that stays in sight. @param columns label and width in characters. */
export const sheetOf = <FileContent>(
  name: string,
  columns: readonly (readonly [label: string, width: number])[],
  rows: readonly (readonly SheetValue[])[],
): Sheet<FileContent> => ({
  sheet: name,
  stickyRowsCount: 1,
  columns: columns.map(([, width]) => ({ width })),
  data: [
    columns.map(([label]) => ({ value: label, type: String, fontWeight: 'bold', wrap: true })),
    ...rows.map((row) => row.map(cell)),
  ],
});
