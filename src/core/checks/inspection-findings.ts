import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import type { Publication } from '../publication/publication.ts';

/** Findings of a run that was taken for an inspection. */
export function inspectionFindings(run: CheckRun, _publication: Publication): readonly Finding[] {
  return run.findings;
}
