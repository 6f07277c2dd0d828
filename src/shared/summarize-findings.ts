import type { Finding, Outcome, Verdict } from './domain/finding.ts';
import type { Effect, Scope } from './domain/service-terms.ts';

const SERIOUSNESS: Readonly<Record<Outcome, number>> = { fail: 0, unknown: 1, warn: 2, pass: 3, 'not-applicable': 4 };

/** Findings that share one cause about one subject, shown as one problem, with the text of the most serious one. */
export interface ProblemGroup {
  readonly speaking: Finding;
  readonly also: readonly Finding[];
}

/** What is not fine, gravest first. */
export function problemsOf(findings: readonly Finding[]): ProblemGroup[] {
  const troubles = findings
    .filter((finding) => SERIOUSNESS[finding.outcome] < SERIOUSNESS.pass)
    .toSorted((a, b) => SERIOUSNESS[a.outcome] - SERIOUSNESS[b.outcome]);
  const groups = Map.groupBy(troubles, (finding) => `${finding.cause ?? finding.check} ${finding.subject}`);
  return [...groups.values()].map(([speaking, ...also]) => ({ speaking: speaking!, also }));
}

const DECIDING = { ready: null, usable: 'warn', 'not-ready': 'fail', unknown: 'unknown' } as const satisfies Record<
  Verdict,
  Outcome | null
>;

/** How many problems a verdict stands on: a warning beside a fault does not keep a lesson from beginning. */
export const countDeciding = (problems: readonly ProblemGroup[], verdict: Verdict): number =>
  problems.filter(({ speaking }) => speaking.outcome === DECIDING[verdict]).length || problems.length;

/**
 * What a verdict most likely does to teaching: one seat out of order hampers a lesson, a lab or a school out of order stops it.
 * Only a proposal; whoever files decides.
 */
export function proposeEffect(verdict: Verdict | null, scope: Scope): Effect {
  if (verdict === null || verdict === 'ready' || verdict === 'usable') return 'none';
  return scope === 'lab' || scope === 'school' ? 'stopped' : 'hindered';
}
