/** A merged range, 0-based and inclusive. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What stands in a file, as text; nothing is worked out. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly Merge[];
  /** Sheets of the same file that may hold devices as well and are not read. */
  readonly otherSheets?: readonly string[];
}

export const mergeAt = (merges: readonly Merge[], row: number, column: number): Merge | undefined =>
  merges.find(({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right);

/** Books of a whole school have fewer lines; more is somebody's other list. */
export const MOST_LINES = 5000;
export const MOST_COLUMNS = 200;
/** Title and remarks around the lines. */
export const MOST_ROWS = MOST_LINES + 100;

/** There is more than books can hold. */
export class TooManyCells extends Error {}
