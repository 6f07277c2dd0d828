import readXlsxFile from 'read-excel-file/node';
import { NotAPackage, readPackage, writePackage } from '../../../reports/docx/package-file.ts';
import { findHeadings } from './find-headings.ts';
import { shownCells, shownFormats } from './shown-cells.ts';
import { checkSize, markupOf, mergesIn, sheetPaths } from './sheet-structure.ts';
import type { Table } from './table.ts';

/**
 * The first sheet in sight that has headings, else the first. Formulas are never worked out: what counts is the value kept beside them.
 * @throws NotAPackage, TooMuchInPackage, TooManyCells, or what the reader says of damaged sheets.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const parts = readPackage(Buffer.from(bytes));
  if (!parts.has('xl/workbook.xml')) throw new NotAPackage();
  for (const [name, part] of parts)
    if (/\.(?:xml|rels)$/i.test(name)) {
      const text = markupOf(part);
      if (/sheet/i.test(name)) checkSize(text);
    }
  const paths = sheetPaths(parts);
  // What was checked is what is read: packed anew, so that no second reader can see something else in the same bytes.
  const sheets = await readXlsxFile(writePackage(parts), { parseNumber: (written) => new WrittenNumber(written) });
  const formats = shownFormats(parts.get('xl/styles.xml'));
  const tables = sheets.flatMap(({ sheet, data }) => {
    const path = paths.get(sheet);
    if (path === undefined) return [];
    const markup = markupOf(parts.get(path) ?? new Uint8Array());
    const rows = data.map((row) => row.map(cellText));
    for (const { row, column, text } of shownCells(markup, formats))
      if (rows[row] !== undefined) rows[row][column] = text;
    return [{ sheet, rows: rows.map((row) => Array.from(row, (text) => text ?? '')), merges: mergesIn(markup) }];
  });
  const [read, ...others] = tables.filter((table) => findHeadings(table) !== null);
  if (read === undefined) return tables[0] ?? { rows: [], merges: [] };
  return { ...read, otherSheets: others.map(({ sheet }) => sheet) };
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
