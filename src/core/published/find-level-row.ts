import type { LevelFacts, LevelRow } from './level-table.ts';
import { fits } from './urgency.ts';

/** The first row that fits; null where the table has a gap. */
export const findLevelRow = ({ frequency, depth, influence }: LevelFacts, rows: readonly LevelRow[]): LevelRow | null =>
  rows.find(
    ({ frequencies, depths, influences }) =>
      fits(frequencies, frequency) && fits(depths, depth) && fits(influences, influence),
  ) ?? null;
