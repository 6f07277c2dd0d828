import { createHash } from 'node:crypto';
import { formatInstant } from '../../../../shared/beijing-time.ts';
import type { AssetRegister } from '../../../../shared/domain/inspection/lab-equipment.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import { TooMuchInPackage } from '../../../platform/zip.ts';
import type { HandedFile } from '../../inspections.ts';
import { registerRows } from './register-rows.ts';
import { findHeadings, MAX_COLUMNS, MAX_LINES, MAX_ROWS, type Table, TooManyCells } from './table.ts';
import { readXlsx } from './read-xlsx.ts';
import { parse } from 'csv-parse/sync';

/** Thousands of lines take less than one megabyte. */
const MAX_REGISTER_BYTES = 3_000_000;
/** Sheets that are named as not read. */
const MAX_SHEETS = 20;

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

/**
 * Reads the school's asset register (固定资产台账) from a CSV or XLSX file, whatever its name ends in.
 * @param now when it is imported.
 * @returns `books-too-large`, `books-old-excel` (also an encrypted file), `books-damaged`, `books-unreadable` (no headings we know).
 */
export async function readAssetRegister({ name, bytes }: HandedFile, now: Date): Promise<Result<AssetRegister>> {
  if (bytes.length > MAX_REGISTER_BYTES) return fail('books-too-large', { file: name, most: MAX_LINES });
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return fail('books-old-excel', { file: name });
  const table = await readTable(name, bytes);
  if (!table.ok) return table;
  const headings = findHeadings(table.value);
  const { rows, skipped } = headings === null ? { rows: [], skipped: [] } : registerRows(table.value, headings);
  const { otherSheets } = table.value;
  if (rows.length === 0) return fail('books-unreadable', { file: name });
  if (rows.length > MAX_LINES) return fail('books-too-large', { file: name, most: MAX_LINES });
  return succeed({
    fileName: name.slice(0, 200),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    importedAt: formatInstant(now),
    rows,
    skipped: skipped.slice(0, MAX_LINES),
    ...((otherSheets?.length ?? 0) > 0 && { otherSheets: otherSheets?.slice(0, MAX_SHEETS) }),
  });
}

async function readTable(name: string, bytes: Uint8Array): Promise<Result<Table>> {
  try {
    return succeed(startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? await readXlsx(bytes) : readCsv(bytes));
  } catch (cause) {
    return cause instanceof TooManyCells || cause instanceof TooMuchInPackage
      ? fail('books-too-large', { file: name, most: MAX_LINES })
      : fail('books-damaged', { file: name });
  }
}

const SEPARATORS = [',', ';', '\t', '，'];
const MAX_ROW_LENGTH = 64 * 1024;

/** Decodes UTF-16, which Excel saves as "Unicode text"; else UTF-8 where it is valid, else GB18030 of a Chinese Excel. @throws TypeError */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

/** @throws TooManyCells, TypeError (binary, or HTML as some systems export it), CsvError (quotes that never end). */
function readCsv(bytes: Uint8Array): Table {
  const text = decodeText(bytes);
  if (text.includes('\0') || text.trimStart().startsWith('<')) throw new TypeError('binary');
  const tables = SEPARATORS.map((delimiter) => ({ rows: rowsOf(text, delimiter), merges: [] }));
  const columns = (table: Table) => Object.keys(findHeadings(table)?.columns ?? {}).length;
  return tables.reduce((best, table) => (columns(table) > columns(best) ? table : best));
}

function rowsOf(text: string, delimiter: string): string[][] {
  const rows = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: MAX_ROW_LENGTH,
    to: MAX_ROWS + 1,
  });
  if (rows.length > MAX_ROWS || rows.some((row) => row.length > MAX_COLUMNS)) throw new TooManyCells();
  return rows.map((row) => row.map(unwrapped));
}

/** Other programs write `="00123"`, so that Excel leaves a number as it is. */
const unwrapped = (cell: string): string => /^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell;
