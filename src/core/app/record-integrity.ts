import { existsSync } from 'node:fs';
import type { Problem } from '../../shared/domain/problem.ts';
import { inspectionMarkFileIn } from '../store/inspection-mark-file.ts';

interface Examined {
  /** The first problem after every record was compared: takes seconds when there are many. */
  examine(): Promise<Problem | null>;
}

interface Guarded extends Examined {
  /** Whether everything of a kind that was ever stored is still there. Quick. */
  problem(): Promise<Problem | null>;
}

export interface RecordIntegrity extends Examined {
  /** The same of all records. */
  problems(): Promise<Problem[]>;
}

/**
 * Whether the records of this PC are whole. A database that cannot be used is reported once. The quick look loads nothing of
 * inspections where none was ever signed, unless they are in use; the full one does not trust that nobody has removed the mark.
 */
export const createRecordIntegrity = (
  dataDirectory: string,
  kinds: {
    readonly runs: Guarded;
    requests(): Promise<RecordIntegrity>;
    inspections(): Promise<Guarded>;
    areInspectionsInUse(): boolean;
  },
): RecordIntegrity => ({
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
});
