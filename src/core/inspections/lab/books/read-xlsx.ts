import readXlsxFile from 'read-excel-file/node';
import { NotAPackage, readPackage, writePackage } from '../../../reports/docx/package-file.ts';
import { findHeadings } from './find-headings.ts';
import { checkSize, markupOf, mergesIn, sheetPaths } from './sheet-structure.ts';
import type { Table } from './table.ts';

/**
 * The first sheet that has headings, else the first. Formulas are never worked out: what counts is the value kept beside them.
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
  const tables = sheets.map(({ sheet, data }) => ({
    rows: data.map((row) => row.map(cellText)),
    merges: mergesIn(markupOf(parts.get(paths.get(sheet) ?? '') ?? new Uint8Array())),
  }));
  return tables.find(({ rows }) => findHeadings(rows) !== null) ?? tables[0] ?? { rows: [], merges: [] };
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
