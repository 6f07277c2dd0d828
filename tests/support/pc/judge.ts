import { contextAt } from '../../../src/core/checks/context.ts';
import { runChecks, type Assessment } from '../../../src/core/checks/run-checks.ts';
import { embeddedPublication } from '../../../src/core/publication/embedded.ts';
import type { Finding } from '../../../src/shared/domain/finding.ts';
import type { ProbeOutcomes } from '../../../src/shared/domain/snapshot.ts';
import type { Station } from '../../../src/shared/domain/station.ts';

const embedded = await embeddedPublication();
if (!embedded.ok) throw new Error(embedded.problem.code);
export const publication = embedded.value;

/** A day within the embedded publication's validity. */
const TODAY = new Date('2026-11-22T08:00:00+08:00');

export const assess = (probes: ProbeOutcomes, station: Station | null = null): Assessment =>
  runChecks(probes, contextAt(TODAY, publication, { station }, null));

/** Findings of one check as `[outcome, subject, cause]`. */
export const judged = (
  check: string,
  probes: ProbeOutcomes,
  station: Station | null = null,
): [Finding['outcome'], string, string | null][] =>
  assess(probes, station)
    .findings.filter((finding) => finding.check === check)
    .map(({ outcome, subject, cause }) => [outcome, subject, cause]);
