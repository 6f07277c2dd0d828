import { createHash } from 'node:crypto';
import { formatInstant } from '../../../../shared/beijing-time.ts';
import type { Books } from '../../../../shared/domain/inspection/lab-equipment.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import { TooMuchInPackage } from '../../../platform/zip.ts';
import type { HandedFile } from '../../inspections.ts';
import { bookRows } from './book-rows.ts';
import { findHeadings } from './find-headings.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { MOST_LINES, type Table, TooManyCells } from './table.ts';

/** Thousands of lines take less than one. */
export const MOST_BOOKS_BYTES = 3_000_000;
/** Named as not read. */
const MOST_SHEETS = 20;

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

/**
 * The school's books (固定资产台账) out of a CSV or XLSX file, whatever its name says.
 * @param now when it was handed over.
 * @returns `books-too-large`, `books-old-excel` (also an encrypted file), `books-damaged`, `books-unreadable` (no headings we know).
 */
export async function readBooks({ name, bytes }: HandedFile, now: Date): Promise<Result<Books>> {
  if (bytes.length > MOST_BOOKS_BYTES) return fail('books-too-large', { file: name, most: MOST_LINES });
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return fail('books-old-excel', { file: name });
  const table = await readTable(name, bytes);
  if (!table.ok) return table;
  const headings = findHeadings(table.value);
  const { rows, skipped } = headings === null ? { rows: [], skipped: [] } : bookRows(table.value, headings);
  const { otherSheets } = table.value;
  if (rows.length === 0) return fail('books-unreadable', { file: name });
  if (rows.length > MOST_LINES) return fail('books-too-large', { file: name, most: MOST_LINES });
  return succeed({
    fileName: name.slice(0, 200),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    importedAt: formatInstant(now),
    rows,
    skipped: skipped.slice(0, MOST_LINES),
    ...((otherSheets?.length ?? 0) > 0 && { otherSheets: otherSheets?.slice(0, MOST_SHEETS) }),
  });
}

async function readTable(name: string, bytes: Uint8Array): Promise<Result<Table>> {
  try {
    return succeed(startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? await readXlsx(bytes) : readCsv(bytes));
  } catch (cause) {
    return cause instanceof TooManyCells || cause instanceof TooMuchInPackage
      ? fail('books-too-large', { file: name, most: MOST_LINES })
      : fail('books-damaged', { file: name });
  }
}
