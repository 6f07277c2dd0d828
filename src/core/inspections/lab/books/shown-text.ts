import type { WrittenCell } from './read-sheet.ts';
import type { NumberFormat } from './read-workbook.ts';

/** `00000`, `"ZC-"0000`: a prefix, then filled with zeros to so many digits. */
const FORMAT = /^(?:"([^"]*)")?(0+)$/;

/**
 * The text of a cell whose value alone is not what people see: a number shown with leading zeros, an error, a formula nobody has
 * computed. A reader of the value alone would take another number, or nothing, for it.
 * @returns null where the value says all.
 */
export function shownText(cell: WrittenCell, formats: readonly NumberFormat[]): string | null {
  const { type, value, hasFormula } = cell;
  if (type === 'e') return value ?? '#N/A';
  if (type !== 'n') return null;
  if (value === undefined || value === '') return hasFormula ? '=' : null;
  const format = cell.style === '' ? undefined : formats[Number(cell.style)];
  const [, prefix = '', zeros] = FORMAT.exec(format?.code ?? '') ?? [];
  return zeros === undefined || !/^\d{1,15}$/.test(value) ? null : prefix + value.padStart(zeros.length, '0');
}
