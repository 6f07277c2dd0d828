import { parse } from 'csv-parse/sync';
import { type CountColumns, readXlsx } from './read-xlsx.ts';
import { MAX_COLUMNS, MAX_ROWS, type Table, TooManyCells } from './table.ts';

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

/** An .xls file, or an encrypted .xlsx. */
export const isOldExcel = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);

/**
 * Reads a table of text from a CSV or XLSX file, whatever its name ends in.
 * @param countColumns decides which separator or sheet is meant. @throws TooManyCells, TooMuchInPackage, or what is damaged.
 */
export const readTableFile = async (bytes: Uint8Array, countColumns: CountColumns): Promise<Table> =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? await readXlsx(bytes, countColumns) : readCsv(bytes, countColumns);

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
function readCsv(bytes: Uint8Array, countColumns: CountColumns): Table {
  const text = decodeText(bytes);
  if (text.includes('\0') || text.trimStart().startsWith('<')) throw new TypeError('binary');
  const tables = SEPARATORS.map((delimiter) => ({ rows: rowsOf(text, delimiter), merges: [] }));
  return tables.reduce((best, table) => (countColumns(table) > countColumns(best) ? table : best));
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
