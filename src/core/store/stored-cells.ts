import type { Cell } from '../../shared/domain/inspection/cell.ts';

/** A cell about which something was said; every other one is open and has no row. */
export type StoredCell = Pick<Cell, 'item' | 'subject' | 'automatic' | 'answer'>;

/** By item, then by subject. Never changed: what a touch leaves alone stays the very same object. */
export type StoredCells = ReadonlyMap<string, ReadonlyMap<string, StoredCell>>;

export const NO_CELLS: StoredCells = new Map();

/** As stored, or open. */
export const cellAt = (cells: StoredCells, item: string, subject: StoredCell['subject']): StoredCell =>
  cells.get(item)?.get(subject) ?? { item, subject, automatic: null, answer: null };

/** With these in the place of what was there; one with neither result nor answer is open again. */
export function cellsWith(before: StoredCells, put: readonly StoredCell[]): StoredCells {
  if (put.length === 0) return before;
  const after = new Map(before);
  for (const [item, cells] of Map.groupBy(put, (cell) => cell.item)) {
    const ofItem = new Map(before.get(item));
    for (const cell of cells)
      if (cell.answer === null && cell.automatic === null) ofItem.delete(cell.subject);
      else ofItem.set(cell.subject, cell);
    if (ofItem.size === 0) after.delete(item);
    else after.set(item, ofItem);
  }
  return after;
}
