import { type Column, HEADINGS, OF_PERSONS } from './heading-words.ts';
import { mergeAt, type Table } from './table.ts';

/** Where the lines begin, and what stands in which column. */
export interface Headings {
  /** 0-based row of the headings. */
  readonly row: number;
  readonly columns: Readonly<Partial<Record<Column, number>>>;
}

const SEARCHED_ROWS = 10;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replaceAll(/[^\p{L}\p{N}/]/gu, '');

const COLUMN_OF: ReadonlyMap<string, Column> = new Map(
  HEADINGS.flatMap(({ column, words }) => words.map((word) => [plain(word), column] as const)),
);

function columnsIn(row: readonly string[]): Partial<Record<Column, number>> {
  const columns: Partial<Record<Column, number>> = {};
  for (const [at, cell] of row.entries()) {
    const column = OF_PERSONS.test(cell) ? undefined : COLUMN_OF.get(plain(cell));
    // Of two alike the first counts: the second is often of another unit or year.
    if (column !== undefined) columns[column] ??= at;
  }
  return columns;
}

/**
 * Headings often take two rows: 编号 over 序列号 and 资产编号, and beside it 类别 in the upper row alone.
 * @returns the lower row, with what only the upper one says.
 */
function bothRows({ rows, merges }: Table, at: number): readonly string[] {
  const [upper = [], lower = []] = [rows[at - 1], rows[at]];
  if (Object.keys(columnsIn(upper)).length < 2) return lower;
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const merge = mergeAt(merges, at - 1, column);
    const group = (merge === undefined ? upper[column] : rows[merge.top]?.[merge.left]) ?? '';
    const own = lower[column] ?? '';
    // 使用人 over 编号 is the number of a person.
    return OF_PERSONS.test(group) || own.trim() === '' ? group : own;
  });
}

/** The row among the first ten that names most columns. @returns null where none says what the lines are about. */
export function findHeadings(table: Table): Headings | null {
  const candidates = table.rows
    .slice(0, SEARCHED_ROWS)
    .map((_, row) => ({ row, columns: columnsIn(bothRows(table, row)) }));
  const usable = candidates.filter(({ columns: { category, name, model, serial, ...rest } }) => {
    const about = [category, name, model, serial].filter((column) => column !== undefined).length;
    return about > 0 && about + Object.keys(rest).length > 1;
  });
  const told = ({ columns }: Headings) => Object.keys(columns).length;
  return usable.toSorted((a, b) => told(b) - told(a))[0] ?? null;
}
