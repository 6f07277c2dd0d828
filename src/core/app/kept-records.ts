import { existsSync } from 'node:fs';
import type { Problem } from '../../shared/domain/problem.ts';
import { inspectionMarkFileIn } from '../store/inspection-mark-file.ts';

/** After every record was looked at: takes seconds when there are many. */
interface Examined {
  examine(): Promise<Problem | null>;
}

/** Whether everything of a kind that was ever kept is still there. Quick. */
interface Kept extends Examined {
  problem(): Promise<Problem | null>;
}

export interface KeptRecords extends Examined {
  problems(): Promise<Problem[]>;
}

/**
 * All records of this PC. A database that cannot be used is told once. In passing, nothing of inspections is loaded where none was
 * ever signed, unless they are in use; a full look does not trust that nobody has removed the mark.
 */
export function keptRecords(
  dataDirectory: string,
  kinds: {
    readonly runs: Kept;
    requests(): Promise<KeptRecords>;
    inspections(): Promise<Kept>;
    areInspectionsInUse(): boolean;
  },
): KeptRecords {
  return {
    async problems() {
      const unusable = await kinds.runs.problem();
      if (unusable !== null) return [unusable];
      const requests = await (await kinds.requests()).problems();
      const isAsked = kinds.areInspectionsInUse() || existsSync(inspectionMarkFileIn(dataDirectory));
      const inspections = isAsked ? await (await kinds.inspections()).problem() : null;
      return [...requests, ...(inspections === null ? [] : [inspections])];
    },
    examine: async () =>
      (await kinds.runs.examine()) ??
      (await (await kinds.requests()).examine()) ??
      (await (await kinds.inspections()).examine()),
  };
}
