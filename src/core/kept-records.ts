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

/** All records of this PC. A database that cannot be used is told once; nothing of inspections is loaded where none was ever signed. */
export function keptRecords(
  dataDirectory: string,
  kinds: { readonly runs: Kept; requests(): Promise<Kept>; inspections(): Promise<Kept> },
): Kept {
  const first = async (look: (kind: Kept) => Promise<Problem | null>): Promise<Problem | null> =>
    (await look(kinds.runs)) ??
    (await look(await kinds.requests())) ??
    (existsSync(inspectionMarkFileIn(dataDirectory)) ? await look(await kinds.inspections()) : null);
  return { problem: () => first((kind) => kind.problem()), examine: () => first((kind) => kind.examine()) };
}
