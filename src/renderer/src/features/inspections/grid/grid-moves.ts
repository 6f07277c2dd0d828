/** A cell of the grid by its place among rows and columns without headers. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const PAGE = 10;

export const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

/** Where a key leads, kept inside the grid; null for keys that lead nowhere. */
export function movedBy(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
): GridPlace | null {
  const to = (newRow: number, newColumn: number): GridPlace => ({
    row: Math.max(0, Math.min(rows - 1, newRow)),
    column: Math.max(0, Math.min(columns - 1, newColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'PageDown':
      return to(row + PAGE, column);
    case 'PageUp':
      return to(row - PAGE, column);
    case 'Home':
      return to(ctrlKey ? 0 : row, 0);
    case 'End':
      return to(ctrlKey ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}
