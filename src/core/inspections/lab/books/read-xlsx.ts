import readXlsxFile from 'read-excel-file/node';
import { readPackage, writePackage } from '../../../platform/zip.ts';
import { findHeadings } from './find-headings.ts';
import { readWorkbook, type Workbook, writeWorkbook } from './read-workbook.ts';
import { shownText } from './shown-text.ts';
import { type Table, TooManyCells } from './table.ts';

/** All cells together. A long text kept once may be named by every cell, so what is read can be far more than the file holds. */
const MOST_CHARACTERS = 16_000_000;

/**
 * The first sheet in sight that has headings, else the first. Formulas are never computed: what counts is the value kept beside them.
 *
 * The file is parsed once, here. What was checked is written anew for the library that knows how values are meant, so it
 * cannot see something else in the same bytes.
 * @throws NotAPackage, TooMuchInPackage, TooManyCells, or what the library says of damaged values.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const workbook = readWorkbook(readPackage(Buffer.from(bytes)));
  requireFewCharacters(workbook);
  const parsed = await readXlsxFile(writePackage(writeWorkbook(workbook)), {
    parseNumber: (written) => new WrittenNumber(written),
  });
  const values = new Map(parsed.map(({ sheet, data }) => [sheet, data]));
  const tables = tablesOf(workbook, (sheet) => values.get(String(sheet)) ?? []);
  const [read, ...others] = tables.filter((table) => findHeadings(table) !== null);
  if (read === undefined) return tables[0] ?? { rows: [], merges: [] };
  return { ...read, otherSheets: others.map(({ sheet }) => sheet) };
}

function requireFewCharacters({ sheets, sharedStrings }: Workbook): void {
  let characters = 0;
  for (const { rows } of sheets)
    for (const cells of rows.values())
      for (const { type, value, inline } of cells.values()) {
        const text = type === 's' ? sharedStrings[Number(value)] : (inline ?? value);
        characters += text?.length ?? 0;
        if (characters > MOST_CHARACTERS) throw new TooManyCells();
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
    return { sheet: name, rows: rows.map((row) => Array.from(row, (text) => text ?? '')), merges };
  });
}

function cellText(cell: unknown): string {
  if (cell instanceof WrittenNumber) return cell.text;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : '';
}

/** A number as books mean it: digits, not a quantity. Excel keeps 15 of them; of a longer one the rest is gone for good. */
class WrittenNumber {
  readonly text: string;

  constructor(written: string) {
    const number = Number(written);
    const isExact = !Number.isInteger(number) || Math.abs(number) < 1e15;
    this.text = isExact ? String(number) : number.toExponential().toUpperCase();
  }
}
