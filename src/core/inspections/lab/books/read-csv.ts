import { parse } from 'csv-parse/sync';
import { findHeadings } from './find-headings.ts';
import { MOST_COLUMNS, MOST_ROWS, type Table, TooManyCells } from './table.ts';

const SEPARATORS = [',', ';', '\t', '，'];
const LONGEST_ROW = 64 * 1024;

/** UTF-16 as Excel saves "Unicode text"; else UTF-8 where it is valid, else GB18030, which a Chinese Excel saves. @throws TypeError */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

/** @throws TooManyCells, TypeError (no text, or a page of a website as some systems export it), CsvError (quotes that never end). */
export function readCsv(bytes: Uint8Array): Table {
  const text = decodeText(bytes);
  if (text.includes('\0') || text.trimStart().startsWith('<')) throw new TypeError('binary');
  const tables = SEPARATORS.map((delimiter) => ({ rows: rowsOf(text, delimiter), merges: [] }));
  const told = (table: Table) => Object.keys(findHeadings(table)?.columns ?? {}).length;
  return tables.reduce((best, table) => (told(table) > told(best) ? table : best));
}

function rowsOf(text: string, delimiter: string): string[][] {
  const rows = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_ROW,
    to: MOST_ROWS + 1,
  });
  if (rows.length > MOST_ROWS || rows.some((row) => row.length > MOST_COLUMNS)) throw new TooManyCells();
  return rows.map((row) => row.map(unwrapped));
}

/** `="00123"` is how other programs make Excel keep a number as it is written. */
const unwrapped = (cell: string): string => /^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell;
