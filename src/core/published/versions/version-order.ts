/** A version as its scheme reads it. Comparable only with versions of the same scheme. */
export interface Version {
  readonly text: string;
  /**
   * Compared from the left, missing numbers count as 0. `high` differs from `low` where the text leaves digits open: a
   * Windows build without its update revision may be any revision.
   */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** A published range. */
export interface VersionRange {
  readonly text: string;
  /** Null: the version leaves open whether it is inside. Never guessed. */
  contains(version: Version): boolean | null;
  /** Every version inside is between these first numbers; lets a large matrix be searched without touching each row. */
  readonly span: { readonly lowest: number; readonly highest: number };
  /** True when no version at all can be inside. */
  readonly empty: boolean;
  overlaps(other: VersionRange): boolean;
}

/** How versions of a product are read, ordered and selected. */
export interface VersionOrder {
  /** Null: not written in this scheme. */
  read(text: string): Version | null;
  /** Negative, zero or positive, as for sorting; a total order. */
  compare(a: Version, b: Version): number;
  /** Null: not a range of this scheme. */
  range(text: string): VersionRange | null;
}

export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
