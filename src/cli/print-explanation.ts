import type { FindingExplanation } from '../core/versions/explain-findings.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import { foreignProblem } from '../shared/domain/problem.ts';
import type { ProbeError } from '../shared/domain/snapshot.ts';
import { NOT_IN_REPORT } from '../shared/domain/text-report.ts';
import { isUntold } from './print-report.ts';
import type { Terminal } from './terminal.ts';

/** How each result came about: facts and where they come from, rule, row of the publication. */
export function printExplanation(
  run: CheckRun,
  explanations: readonly FindingExplanation[],
  { say, print, wording }: Terminal,
): void {
  const { t, language, list, labelled } = wording;
  const whyNot = ({ code, detail }: ProbeError) =>
    code === NOT_IN_REPORT ? say('explain.notInText') : wording.problem(foreignProblem(code, { detail })).title;
  print(`\n${say('explain.heading')}`);
  run.findings.forEach((finding, at) => {
    const { number, probes, row, limits, model } = explanations[at]!;
    const evidence = isUntold(finding)
      ? []
      : wording.evidence(finding, run.devices).map(({ name, value }) => labelled(name, value));
    const facts = probes.map(({ id, sources, error }) => {
      const from = error === null ? list(sources) : whyNot(error);
      return say('explain.from', { probe: t(`terms:probe.${id}`), from });
    });
    print(`\n● [${t(`terms:outcome.${finding.outcome}`)}] ${wording.finding(finding, run.devices).title}`);
    if (facts.length > 0) print(`  ${say('explain.facts', { facts: list(facts) })}`);
    if (evidence.length > 0)
      print(`  ${say('explain.evidence', { evidence: evidence.join(say('explain.separator')) })}`);
    print(`  ${say('explain.rule', { check: finding.check, number: number ?? '–' })}`);
    if (model !== null) print(`  ${say('explain.model', { model })}`);
    for (const { path, value } of limits) print(`  ${say('explain.limit', { path, value })}`);
    if (row !== null) {
      const { id, product, versions, source } = row;
      print(`  ${say('explain.row', { id, product, versions, reason: row.reason[language], source })}`);
    }
  });
}
