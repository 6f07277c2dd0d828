import type { Row, Sheet } from 'write-excel-file/node';
import { formatInstant } from '../../../../shared/beijing-time.ts';
import { printable } from '../../forms/printable.ts';

/** Most a cell of Excel holds, in UTF-16 units. */
const MOST_OF_A_CELL = 32_767;

/** A share of one, shown in percent; a day or an instant in Beijing time, which a spreadsheet can sort and filter by. */
export type SheetFigure = { readonly share: number } | { readonly day: string } | { readonly instant: string };
export type SheetValue = string | number | SheetFigure | null;

/** What the clock says in Beijing, as spreadsheets keep times: without a zone. */
const clockTime = (instant: string): Date =>
  new Date(formatInstant(new Date(instant)).replace(/:\d{2}\.\d{3}\+08:00$/, ':00Z'));

/** Typed as text: what begins with = + - @ is never reckoned by a spreadsheet. */
function cell(value: SheetValue): Row[number] {
  if (value === null || value === '') return null;
  const top = { alignVertical: 'top' } as const;
  if (typeof value === 'number') return { value, type: Number, ...top };
  if (typeof value === 'object') {
    if ('share' in value) return { value: value.share, type: Number, format: '0.0%', ...top };
    if ('day' in value) return { value: new Date(`${value.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...top };
    return { value: clockTime(value.instant), type: Date, format: 'yyyy-mm-dd hh:mm', ...top };
  }
  const text = printable(value).slice(0, MOST_OF_A_CELL).toWellFormed();
  return { value: text, type: String, wrap: true, ...top };
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
