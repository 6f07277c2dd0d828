import { existsSync } from 'node:fs';
import type { Problem } from '../shared/domain/problem.ts';
import { inspectionMarkFileIn } from './store/inspection-mark-file.ts';

/** Whether everything of a kind that was ever kept is still there. */
interface Kept {
  /** Quick. */
  problem(): Promise<Problem | null>;
  /** After every record was looked at: takes seconds when there are many. */
  examine(): Promise<Problem | null>;
}

/**
 * All records of this PC. A database that cannot be used is told once. In passing, nothing of inspections is loaded where none was
 * ever signed; a full look does not trust that nobody has removed the mark.
 */
export function keptRecords(
  dataDirectory: string,
  kinds: { readonly runs: Kept; requests(): Promise<Kept>; inspections(): Promise<Kept> },
): Kept {
  return {
    problem: async () =>
      (await kinds.runs.problem()) ??
      (await (await kinds.requests()).problem()) ??
      (existsSync(inspectionMarkFileIn(dataDirectory)) ? await (await kinds.inspections()).problem() : null),
    examine: async () =>
      (await kinds.runs.examine()) ??
      (await (await kinds.requests()).examine()) ??
      (await (await kinds.inspections()).examine()),
  };
}
