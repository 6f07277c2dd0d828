import { z } from 'zod';
import type { CellResult } from './cell.ts';

/** Counts of cells. */
export const countsSchema = z.strictObject({
  /** Asked for (应检): everything but what does not apply. */
  asked: z.int().min(0),
  normal: z.int().min(0),
  abnormal: z.int().min(0),
  /** With a reason (未检); without those that do not apply. */
  notInspected: z.int().min(0),
  notApplicable: z.int().min(0),
  /** Nothing said yet; none left in a signed report. */
  open: z.int().min(0),
});
export type Counts = z.infer<typeof countsSchema>;

/** 完好率: normal out of all that was asked for, 0 to 1; null where nothing was. */
export const soundShareOf = ({ asked, normal }: Counts): number | null => (asked === 0 ? null : normal / asked);

/** @param results of every cell, null while one is open. */
export function countsOf(results: Iterable<CellResult | null>): Counts {
  const counts = { asked: 0, normal: 0, abnormal: 0, notInspected: 0, notApplicable: 0, open: 0 };
  for (const result of results) {
    if (result?.reason === 'not-applicable') {
      counts.notApplicable += 1;
      continue;
    }
    counts.asked += 1;
    if (result === null) counts.open += 1;
    else if (result.outcome === 'not-inspected') counts.notInspected += 1;
    else counts[result.outcome] += 1;
  }
  return counts;
}
