import { createHash } from 'node:crypto';
import { formatInstant } from '../../../../shared/beijing-time.ts';
import type { AssetRegister } from '../../../../shared/domain/inspection/lab-equipment.ts';
import { fail, type Result, succeed } from '../../../../shared/domain/result.ts';
import { TooMuchInPackage } from '../../../platform/zip.ts';
import type { HandedFile } from '../../inspections.ts';
import { registerRows } from './register-rows.ts';
import { isOldExcel, readTableFile } from './read-table-file.ts';
import { findHeadings, MAX_LINES, type Table, TooManyCells } from './table.ts';

/** Thousands of lines take less than one megabyte. */
const MAX_REGISTER_BYTES = 3_000_000;
/** Sheets that are named as not read. */
const MAX_SHEETS = 20;

/**
 * Reads the school's asset register (固定资产台账) from a CSV or XLSX file, whatever its name ends in.
 * @param now when it is imported.
 * @returns `books-too-large`, `books-old-excel` (also an encrypted file), `books-damaged`, `books-unreadable` (no headings we know).
 */
export async function readAssetRegister({ name, bytes }: HandedFile, now: Date): Promise<Result<AssetRegister>> {
  if (bytes.length > MAX_REGISTER_BYTES) return fail('books-too-large', { file: name, most: MAX_LINES });
  if (isOldExcel(bytes)) return fail('books-old-excel', { file: name });
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

const countColumns = (table: Table): number => Object.keys(findHeadings(table)?.columns ?? {}).length;

async function readTable(name: string, bytes: Uint8Array): Promise<Result<Table>> {
  try {
    return succeed(await readTableFile(bytes, countColumns));
  } catch (cause) {
    return cause instanceof TooManyCells || cause instanceof TooMuchInPackage
      ? fail('books-too-large', { file: name, most: MAX_LINES })
      : fail('books-damaged', { file: name });
  }
}
