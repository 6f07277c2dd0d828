import type { Problem } from '../../shared/domain/problem.ts';
import type { PutBackDisk, PutBackDisks } from '../../shared/domain/put-back-disk.ts';
import type { Result } from '../../shared/domain/result.ts';
import { PUT_BACK_DISK_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { readPutBackDisk, savePutBackDisk } from '../settings/put-back-disk-file.ts';

/** Disks of this PC that are put back at every start, and what that means for the records. */
export interface PutBackDiskService {
  /** Null where nobody has declared anything. */
  declared(): Promise<Result<PutBackDisk | null>>;
  declare(putBack: PutBackDisks): Promise<Result<PutBackDisk>>;
  /** Why nothing that is recorded will be there after a restart; null where nothing says so. */
  problem(): Promise<Problem | null>;
}

export function createPutBackDisk({
  world,
  dataDirectory,
  settings,
  publication,
}: Pick<Dependencies, 'world' | 'dataDirectory' | 'settings' | 'publication'>): PutBackDiskService {
  /** Looked at once for each declaration: what does it is switched on and off by a restart. */
  let known: Promise<Problem | null> | null = null;

  const look = async (): Promise<Problem | null> => {
    const declared = await readPutBackDisk(dataDirectory);
    if (!declared.ok) return declared.problem;
    // A cold check asks nothing of the registry twice, and nothing at all where there is nothing to find.
    if (declared.value === null && process.platform !== 'win32') return null;
    const { restoringDisk, restoringProblem } = await import('../probes/host/restoring-disk.ts');
    const disk = await restoringDisk(dataDirectory, declared.value?.putBack ?? null, publication.restoringProducts);
    return disk === null ? null : restoringProblem(disk, dataDirectory);
  };

  return {
    declared: () => readPutBackDisk(dataDirectory),
    async declare(putBack) {
      const saved = await savePutBackDisk(dataDirectory, { schema: PUT_BACK_DISK_SCHEMA, putBack }, settings);
      known = null;
      return saved;
    },
    // A demonstration is no PC.
    problem: async () => (world === null ? await (known ??= look()) : null),
  };
}
