import type { SchoolColumn } from '../../shared/domain/school-file.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { schoolColumnOf } from '../../shared/school-headings.ts';
import type { HandedFile } from '../inspections/inspections.ts';
import { readTableFile } from '../inspections/lab/asset-register/read-table-file.ts';
import { mergeAt, type Table, TooManyCells } from '../inspections/lab/asset-register/table.ts';
import { TooMuchInPackage } from '../platform/zip.ts';

/** A line of the school file, as it is written. */
export interface SchoolLine {
  /** As a spreadsheet program counts. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<SchoolColumn, string>>>;
  readonly formulas: readonly SchoolColumn[];
  /** Something stands behind the last heading. */
  readonly isShifted: boolean;
}

export interface SchoolTable {
  readonly columns: readonly SchoolColumn[];
  readonly lines: readonly SchoolLine[];
}

export const MAX_SCHOOL_BYTES = 3_000_000;
/** PCs of a school. */
export const MAX_PCS = 2000;
const SEARCHED_ROWS = 10;
/** Every row has them. */
const NEEDED: readonly SchoolColumn[] = ['school', 'campusZone', 'lab', 'seat'];
/** In other columns a merged cell counts for every row it covers. */
const OF_ONE_PC: ReadonlySet<SchoolColumn> = new Set(['host', 'serial', 'seat']);
/** What spreadsheet programs compute, or show for what they could not compute. */
const FORMULA = /^\s*(?:[=＝@＠]|[+\-＋－].*[A-Za-z])|^#(?:#+|N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/u;

const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** Programs write an apostrophe before what only looks like a formula. */
const typed = (text: string): string => text.replace(/^'(?=[\s=+\-@＝＋－＠])/u, '');

function headingsIn(row: readonly string[]): number {
  return row.filter((cell) => schoolColumnOf(cell) !== undefined).length;
}

function headingRow({ rows }: Table): number {
  const counts = rows.slice(0, SEARCHED_ROWS).map(headingsIn);
  const most = Math.max(0, ...counts);
  return most < 3 ? -1 : counts.indexOf(most);
}

const countColumns = (table: Table): number => headingsIn(table.rows[headingRow(table)] ?? []);

/**
 * Reads the lines of a school file, CSV or XLSX; judges none of them.
 * @returns `setup-file-too-large`, `setup-file-damaged`, `setup-file-unreadable` (columns missing), `setup-column-unknown`, `setup-column-twice`.
 */
export async function readSchoolFile({ name, bytes }: HandedFile): Promise<Result<SchoolTable>> {
  const tooLarge = fail('setup-file-too-large', { file: name, most: MAX_PCS });
  if (bytes.length > MAX_SCHOOL_BYTES) return tooLarge;
  let table: Table;
  try {
    table = await readTableFile(bytes, countColumns);
  } catch (cause) {
    const isTooLarge = cause instanceof TooManyCells || cause instanceof TooMuchInPackage;
    return isTooLarge ? tooLarge : fail('setup-file-damaged', { file: name });
  }
  const top = headingRow(table);
  const headings = table.rows[top] ?? [];
  const columns = new Map<SchoolColumn, number>();
  for (const [at, heading] of headings.entries()) {
    if (tidy(heading) === '') continue;
    const column = schoolColumnOf(heading);
    // A mistyped heading would leave out a PIN or a channel without a word.
    if (column === undefined) return fail('setup-column-unknown', { file: name, heading: tidy(heading).slice(0, 80) });
    if (columns.has(column)) return fail('setup-column-twice', { file: name, heading: tidy(heading).slice(0, 80) });
    columns.set(column, at);
  }
  const isOfPcs = columns.has('host') || columns.has('serial');
  if (!isOfPcs || NEEDED.some((column) => !columns.has(column))) return fail('setup-file-unreadable', { file: name });
  const lines = linesBelow(table, top, columns);
  return lines.length > MAX_PCS ? tooLarge : succeed({ columns: [...columns.keys()], lines });
}

function linesBelow(table: Table, top: number, columns: ReadonlyMap<SchoolColumn, number>): SchoolLine[] {
  const { rows, merges, formulas = [] } = table;
  const computed = new Set(formulas.map(({ row, column }) => `${row} ${column}`));
  const width = Math.max(...columns.values()) + 1;
  return rows.flatMap((row, at): SchoolLine[] => {
    if (at <= top || row.every((cell) => tidy(cell) === '')) return [];
    const cells: Partial<Record<SchoolColumn, string>> = {};
    const refused: SchoolColumn[] = [];
    for (const [column, place] of columns) {
      const merge = OF_ONE_PC.has(column) ? undefined : mergeAt(merges, at, place);
      const [y, x] = merge === undefined ? [at, place] : [merge.top, merge.left];
      const text = rows[y]?.[x] ?? '';
      if (column !== 'remarks' && (computed.has(`${y} ${x}`) || FORMULA.test(text))) refused.push(column);
      // Several devices often stand one below the other.
      cells[column] = tidy(typed(column === 'expected' ? text.replaceAll(/[\r\n]+/g, '；') : text));
    }
    const isShifted = row.slice(width).some((cell) => tidy(cell) !== '');
    return [{ line: at + 1, cells, formulas: refused, isShifted }];
  });
}
