import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { problemsOf } from '../../shared/summarize-findings.ts';

/**
 * What a request about a run is about: the problem that names this check, else everything that is not fine; gravest first, the
 * speaking finding of each problem only.
 */
export function problemsOfInterest(run: CheckRun, checks: readonly string[]): Finding[] {
  const problems = problemsOf(run.findings);
  const wanted =
    checks.length === 0
      ? problems
      : problems.filter(({ speaking, also }) => [speaking, ...also].some(({ check }) => checks.includes(check)));
  return wanted.map(({ speaking }) => speaking);
}
