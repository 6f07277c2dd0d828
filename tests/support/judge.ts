import { contextAt } from '../../src/core/checks/context.ts';
import { CHECKS } from '../../src/core/checks/list.ts';
import { runChecks, type Assessment } from '../../src/core/checks/run-checks.ts';
import { embeddedPublication } from '../../src/core/publication/embedded.ts';
import type { Finding } from '../../src/shared/domain/finding.ts';
import type { ProbeOutcomes } from '../../src/shared/domain/snapshot.ts';
import type { Station } from '../../src/shared/domain/station.ts';

const embedded = await embeddedPublication();
if (!embedded.ok) throw new Error(embedded.problem.code);
export const publication = embedded.value;

/** A day within the embedded publication's validity. */
const TODAY = new Date('2026-11-22T08:00:00+08:00');

/** Causes the runner itself names, for any check. */
const OF_THE_RUNNER = ['probe-failed', 'check-crashed'];
const DECLARED = new Map(CHECKS.map(({ id, causes }) => [id, new Set([...causes, ...OF_THE_RUNNER])]));

/** Findings whose cause their check does not declare. */
export const undeclaredCauses = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ check, cause }) => cause !== null && DECLARED.get(check)?.has(cause) !== true);

/** @throws when a check names a cause it does not declare: then there are no words for it. */
export function assess(probes: ProbeOutcomes, station: Station | null = null): Assessment {
  const assessment = runChecks(probes, contextAt(TODAY, publication, { station }, null));
  const [undeclared] = undeclaredCauses(assessment.findings);
  if (undeclared !== undefined) throw new Error(`${undeclared.check} does not declare its cause ${undeclared.cause}`);
  return assessment;
}

/** Findings of one check as `[outcome, subject, cause]`. */
export const judged = (
  check: string,
  probes: ProbeOutcomes,
  station: Station | null = null,
): [Finding['outcome'], string, string | null][] =>
  assess(probes, station)
    .findings.filter((finding) => finding.check === check)
    .map(({ outcome, subject, cause }) => [outcome, subject, cause]);
