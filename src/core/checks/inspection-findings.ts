import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { Publication } from '../published/publication.ts';
import { contextAt } from './context.ts';
import { ALL_CHECKS } from './list.ts';
import { runChecks } from './run-checks.ts';

/**
 * What an inspection finds in a run: its snapshot judged anew by this publication, security included, on the day it was
 * taken and with the station it was taken at. The run's own verdict stays what it is.
 * @param publication of the PC that inspects: all seats of a lab are judged by the same rules.
 */
export const inspectionFindings = (
  run: Pick<CheckRun, 'snapshot' | 'station' | 'startedAt'>,
  publication: Publication,
): Finding[] => {
  const context = contextAt(new Date(run.startedAt), publication, { station: run.station }, null);
  return [...runChecks(run.snapshot.probes, context, ALL_CHECKS).findings];
};
