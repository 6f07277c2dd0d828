import type { Finding, Outcome, Verdict } from './domain/finding.ts';
import type { Effect, Scope } from './domain/service-terms.ts';

const SERIOUSNESS: Readonly<Record<Outcome, number>> = { fail: 0, unknown: 1, warn: 2, pass: 3, 'not-applicable': 4 };

/** Findings that share one cause about one subject, shown as one problem, with the text of the most serious one. */
export interface ProblemGroup {
  readonly speaking: Finding;
  readonly also: readonly Finding[];
}

/** What findings have in common that are one problem. */
export const problemKey = ({ cause, check, subject }: Finding): string => `${cause ?? check} ${subject}`;

/** What is not fine, gravest first. */
export function problemsOf(findings: readonly Finding[]): ProblemGroup[] {
  const troubles = findings
    .filter((finding) => SERIOUSNESS[finding.outcome] < SERIOUSNESS.pass)
    .toSorted((a, b) => SERIOUSNESS[a.outcome] - SERIOUSNESS[b.outcome]);
  const groups = Map.groupBy(troubles, problemKey);
  return [...groups.values()].map(([speaking, ...also]) => ({ speaking: speaking!, also }));
}

/**
 * What a verdict most likely does to teaching: one seat out of order hampers a lesson, a lab or a school out of order stops it.
 * Only a proposal; whoever files decides.
 */
export function proposeEffect(verdict: Verdict | null, scope: Scope): Effect {
  if (verdict === null || verdict === 'ready' || verdict === 'usable') return 'none';
  return scope === 'lab' || scope === 'school' ? 'stopped' : 'hindered';
}
