import { ulid } from 'ulid';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { Station } from '../../shared/domain/station.ts';
import type { LastGoodRun } from '../checks/check.ts';
import { contextAt } from '../checks/context.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { Publication } from '../published/publication.ts';
import { assessWithGaps, withoutUntoldVersions } from './what-a-gap-leaves.ts';

/**
 * Makes the record of one check. The same snapshot, station and publication always give the same findings and verdict,
 * on whichever machine they are judged.
 * @param startedAt instant at which the check began.
 * @param lastGood to compare with; null where no record is at hand.
 * @param stationProblem why the station file cannot be used, when there is one that cannot.
 */
export function judgeSnapshot(
  snapshot: Snapshot,
  station: Station | null,
  publication: Publication,
  startedAt: Date,
  lastGood: LastGoodRun | null,
  stationProblem: Problem | null = null,
): CheckRun {
  const context = contextAt(startedAt, publication, { station, stationProblem }, lastGood);
  const { gaps = [] } = snapshot.report ?? {};
  const { devices, findings, verdict } =
    gaps.length > 0 ? assessWithGaps(snapshot.probes, context) : runChecks(snapshot.probes, context);
  return {
    id: ulid(startedAt.getTime()),
    startedAt: formatInstant(startedAt),
    durationMs: Math.max(0, Date.now() - startedAt.getTime()),
    station,
    publication: context.stamp,
    verdict,
    demo: snapshot.demo,
    devices: [...devices],
    findings: snapshot.report === undefined ? [...findings] : withoutUntoldVersions(findings),
    snapshot,
  };
}
