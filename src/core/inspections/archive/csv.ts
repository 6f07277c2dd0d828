/** What a spreadsheet program takes for a formula, also in its full-width form. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠\t\r]/u;

/** No cell is ever worked out: what looks like a formula stands there as text. */
const neutral = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => `"${neutral(cell).replaceAll('"', '""')}"`;

/** Rows as CSV (RFC 4180) in UTF-8, with the mark without which spreadsheet programs take Chinese for another encoding. */
export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(`\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`);
