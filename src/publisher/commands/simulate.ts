import { judgeSnapshot } from '../../core/check-run/judge-snapshot.ts';
import { parseSnapshot } from '../../core/check-run/parse-snapshot.ts';
import { createPublication, type Publication } from '../../core/published/publication.ts';
import type { Outcome, Verdict } from '../../shared/domain/finding.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { readOperatorFile } from '../operator-files.ts';
import type { PublishedDocuments } from '../../core/published/layout.ts';
import { documentsIn } from '../draft.ts';
import { BAD_USAGE, type Command } from './command.ts';

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

/** Simulation compares content only; the identity of a publication is in no finding that counts. */
const IDENTITY = { version: 0, title: { 'zh-CN': '试算', en: 'simulation' }, date: '2000-01-01', demo: true };
const publicationOf = (documents: PublishedDocuments) => createPublication(IDENTITY, documents);

/** `simulate NEW SNAPSHOT... --against OLD`: exit code 1 when a verdict changes. */
export const simulate: Command = ({ names: [newer, ...files], options }, { say, print, problem, t }) => {
  const { against } = options;
  if (newer === undefined || files.length === 0 || typeof against !== 'string') return null;
  const [old, now] = [documentsIn(against), documentsIn(newer)];
  if (!old.ok || !now.ok) {
    for (const side of [old, now]) if (!side.ok) problem(side.problem);
    return BAD_USAGE;
  }
  const [before, after] = [publicationOf(old.value), publicationOf(now.value)];
  let changed = 0;
  for (const file of files) {
    const simulated = simulateSnapshot(file, before, after);
    if (!simulated.ok) {
      problem(simulated.problem);
      return BAD_USAGE;
    }
    const { value } = simulated;
    if (value.before === value.after) continue;
    changed += 1;
    const verdict = (name: Verdict) => t(`terms:verdict.${name}`);
    print(say('simulate.changed', { file, before: verdict(value.before), after: verdict(value.after) }));
    const outcome = (name: Outcome) => t(`terms:outcome.${name}`);
    for (const check of value.checks)
      print(
        say('simulate.finding', {
          check: t(`checks:${check.check}.name`),
          before: outcome(check.before),
          after: outcome(check.after),
        }),
      );
  }
  if (changed === 0) print(say('simulate.same', { number: files.length }));
  return changed === 0 ? 0 : 1;
};
