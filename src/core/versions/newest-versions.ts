import { type Result, succeed } from '../../shared/domain/result.ts';
import type { VersionTable } from '../../shared/domain/version-table.ts';
import type { Publication } from '../published/publication.ts';
import type { RunStore } from '../store/run-store.ts';
import { versionTable } from './version-table.ts';

/** Kept runs looked through to tell since when a version is there. */
const VERSION_HISTORY = 50;

/** Versions of the newest kept run against the publication; null before the first check. */
export async function newestVersions(
  runs: Pick<RunStore, 'recent' | 'lastGood'>,
  demo: boolean,
  publication: Publication,
): Promise<Result<VersionTable | null>> {
  const recent = await runs.recent(VERSION_HISTORY);
  if (!recent.ok) return recent;
  const [newest, ...earlier] = recent.value;
  if (newest === undefined) return succeed(null);
  const lastGood = await runs.lastGood(demo, newest.id);
  return succeed(versionTable(newest, { runs: earlier, lastGood }, publication));
}
