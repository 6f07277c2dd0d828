import { createPublication } from '../../core/published/publication.ts';
import type { Parts } from '../../core/published/parts.ts';
import type { Outcome, Verdict } from '../../shared/domain/finding.ts';
import { partsIn } from '../parts-in.ts';
import { simulateSnapshot } from '../simulate-snapshot.ts';
import { BAD_USAGE, type Command } from './command.ts';

/** Simulation looks at content only; who it is stands in no finding that counts. */
const IDENTITY = { version: 0, title: { 'zh-CN': '试算', en: 'simulation' }, date: '2000-01-01', demo: true };
const publicationOf = (parts: Parts) => createPublication(IDENTITY, parts);

/** `simulate NEW SNAPSHOT... --against OLD`: exit code 1 when a verdict changes. */
export const simulate: Command = ({ names: [newer, ...files], options }, { say, print, problem, t }) => {
  const { against } = options;
  if (newer === undefined || files.length === 0 || typeof against !== 'string') return null;
  const [old, now] = [partsIn(against), partsIn(newer)];
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
