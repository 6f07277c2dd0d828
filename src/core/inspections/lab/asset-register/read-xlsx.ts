import readXlsxFile from 'read-excel-file/node';
import { readPackage, writePackage } from '../../../platform/zip.ts';
import { type Table, TooManyCells } from './table.ts';
import { type NumberFormat, readWorkbook, type Workbook, writeWorkbook, type WrittenCell } from './read-workbook.ts';

/** Of all cells together. Every cell may refer to the same long text, so that far more is read than the file holds. */
const MAX_CHARACTERS = 16_000_000;

/** How many columns of a table are known by their headings; 0: it has none. */
export type CountColumns = (table: Table) => number;

/**
 * Reads the first visible sheet that has headings, else the first. Formulas are never computed: the value stored beside them counts.
 *
 * The file is parsed once, here. What was checked is written anew for the library that interprets values, so that the library
 * cannot read anything else from the same bytes.
 * @throws NotAPackage, TooMuchInPackage, TooManyCells, or an error of the library about damaged values.
 */
export async function readXlsx(bytes: Uint8Array, countColumns: CountColumns): Promise<Table> {
  const workbook = readWorkbook(readPackage(Buffer.from(bytes)));
  limitCharacters(workbook);
  const parsed = await readXlsxFile(writePackage(writeWorkbook(workbook)), {
    parseNumber: (written) => new WrittenNumber(written),
  });
  const values = new Map(parsed.map(({ sheet, data }) => [sheet, data]));
  const tables = tablesOf(workbook, (sheet) => values.get(String(sheet)) ?? []);
  const [read, ...others] = tables.filter((table) => countColumns(table) > 0);
  if (read === undefined) return tables[0] ?? { rows: [], merges: [] };
  return { ...read, otherSheets: others.map(({ sheet }) => sheet) };
}

function limitCharacters({ sheets, sharedStrings }: Workbook): void {
  let characters = 0;
  for (const { rows } of sheets)
    for (const cells of rows.values())
      for (const { type, value, inline } of cells.values()) {
        const text = type === 's' ? sharedStrings[Number(value)] : (inline ?? value);
        characters += text?.length ?? 0;
        if (characters > MAX_CHARACTERS) throw new TooManyCells();
      }
}

function tablesOf({ sheets, formats }: Workbook, valuesOf: (sheet: number) => readonly (readonly unknown[])[]) {
  return sheets.map(({ name, rows: written, merges }, at) => {
    const rows = valuesOf(at).map((row) => row.map(cellText));
    for (const [row, cells] of written)
      for (const [column, cell] of cells) {
        const text = shownText(cell, formats);
        if (text !== null && rows[row] !== undefined) rows[row][column] = text;
      }
    const formulas = [...written].flatMap(([row, cells]) =>
      [...cells].flatMap(([column, { hasFormula }]) => (hasFormula ? [{ row, column }] : [])),
    );
    return { sheet: name, rows: rows.map((row) => Array.from(row, (text) => text ?? '')), merges, formulas };
  });
}

function cellText(cell: unknown): string {
  if (cell instanceof WrittenNumber) return cell.text;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : '';
}

/** A number as registers mean it: digits, not a quantity. Excel stores 15 of them; the rest of a longer one is lost. */
class WrittenNumber {
  readonly text: string;

  constructor(written: string) {
    const number = Number(written);
    const isExact = !Number.isInteger(number) || Math.abs(number) < 1e15;
    this.text = isExact ? String(number) : number.toExponential().toUpperCase();
  }
}

/** A format of a prefix and zeros, which fill a number to so many digits: `00000`, `"ZC-"0000`. */
const FORMAT = /^(?:"([^"]*)")?(0+)$/;

/**
 * The text of a cell whose value alone is not what people see: a number shown with leading zeros, an error, a formula that no program
 * has computed. By its value alone it would be another number, or nothing.
 * @returns null where the value is what people see.
 */
function shownText(cell: WrittenCell, formats: readonly NumberFormat[]): string | null {
  const { type, value, hasFormula } = cell;
  if (type === 'e') return value ?? '#N/A';
  if (type !== 'n') return null;
  if (value === undefined || value === '') return hasFormula ? '=' : null;
  const format = cell.style === '' ? undefined : formats[Number(cell.style)];
  const [, prefix = '', zeros] = FORMAT.exec(format?.code ?? '') ?? [];
  return zeros === undefined || !/^\d{1,15}$/.test(value) ? null : prefix + value.padStart(zeros.length, '0');
}
