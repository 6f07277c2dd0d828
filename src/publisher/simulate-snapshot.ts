import { judgeSnapshot } from '../core/check-run/judge-snapshot.ts';
import { parseSnapshot } from '../core/check-run/parse-snapshot.ts';
import type { Publication } from '../core/published/publication.ts';
import type { Outcome, Verdict } from '../shared/domain/finding.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import { readOperatorFile } from './operator-files.ts';

/** What another publication makes of one saved snapshot. */
export interface Simulation {
  readonly before: Verdict;
  readonly after: Verdict;
  /** Checks whose gravest outcome differs. */
  readonly checks: readonly { readonly check: string; readonly before: Outcome; readonly after: Outcome }[];
}

const GRAVITY: readonly Outcome[] = ['not-applicable', 'pass', 'warn', 'unknown', 'fail'];

/** Judges a saved snapshot by both publications, as of the instant it was taken and without a station. */
export function simulateSnapshot(file: string, old: Publication, now: Publication): Result<Simulation> {
  const snapshot = parseSnapshot(file, readOperatorFile(file));
  if (!snapshot.ok) return snapshot;
  const judged = [old, now].map((publication) => {
    const run = judgeSnapshot(snapshot.value, null, publication, new Date(snapshot.value.takenAt), null);
    const outcomes = new Map<string, Outcome>();
    for (const { check, outcome } of run.findings) {
      const known = outcomes.get(check) ?? 'not-applicable';
      outcomes.set(check, GRAVITY.indexOf(outcome) > GRAVITY.indexOf(known) ? outcome : known);
    }
    return { verdict: run.verdict, outcomes };
  });
  const [before, after] = judged as [(typeof judged)[number], (typeof judged)[number]];
  const checks = [...after.outcomes]
    .map(([check, outcome]) => ({ check, before: before.outcomes.get(check) ?? 'not-applicable', after: outcome }))
    .filter((change) => change.before !== change.after);
  return succeed({ before: before.verdict, after: after.verdict, checks });
}
