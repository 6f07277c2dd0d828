/** What spreadsheet programs take for a formula, full-width characters included. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/** An apostrophe before what looks like a formula: no spreadsheet program computes it. */
const neutral = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => `"${neutral(cell).replaceAll('"', '""')}"`;

/** Rows of CSV (RFC 4180). */
export const csvRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

/** What a file begins with: without the byte order mark spreadsheet programs read Chinese in another encoding. */
export const CSV_START = '\uFEFF';

/** Rows as CSV in UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array => Buffer.from(CSV_START + csvRows(rows));
