import type { Finding, Verdict } from '../../shared/domain/finding.ts';

/**
 * The one rule: a fault known for sure makes the station not ready, whatever else is open. Otherwise anything that could
 * not be told, or nothing told at all, makes the verdict unknown. Otherwise a warning makes it usable, else it is ready.
 */
export function verdictOf(findings: readonly Pick<Finding, 'outcome'>[]): Verdict {
  const outcomes = new Set(findings.map((finding) => finding.outcome));
  if (outcomes.has('fail')) return 'not-ready';
  if (outcomes.has('unknown')) return 'unknown';
  if (outcomes.has('warn')) return 'usable';
  return outcomes.has('pass') ? 'ready' : 'unknown';
}
