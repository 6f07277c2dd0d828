import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { Finding, Verdict } from '../../shared/domain/finding.ts';
import { NOT_TAKEN, type ProbeId } from '../../shared/domain/probe-ids.ts';
import type { ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import { recogniseDevices, type Recognition } from '../devices/recognise.ts';
import { buildTopology } from '../devices/topology.ts';
import type { Check, CheckContext, CheckInputs } from './check.ts';
import { situationOf, succeededFacts } from './facts.ts';
import { CHECKS } from './list.ts';
import { verdictOf } from './verdict.ts';

export interface Assessment {
  readonly devices: readonly RecognisedDevice[];
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** Milliseconds each check took. */
  readonly timings: Readonly<Record<string, number>>;
}

const NOTHING_RECOGNISED: Recognition = { topology: buildTopology([]), devices: [], sharedIdDevices: [] };

/** Judges one snapshot. Pure but for the clock that times the checks; no check can stop another. */
export function runChecks(
  outcomes: ProbeOutcomes,
  context: CheckContext,
  checks: readonly Check[] = CHECKS,
): Assessment {
  const facts = succeededFacts(outcomes);
  const recognition =
    facts.usb === undefined ? NOTHING_RECOGNISED : recogniseDevices(facts.usb, facts.hid ?? null, context.catalogue);
  const situation = situationOf(facts, recognition.devices, context);
  const timings: Record<string, number> = {};
  const findings = checks.flatMap((check) => {
    const begun = performance.now();
    const judged = runCheck(check, outcomes, { ...facts, recognition, situation } as CheckInputs<ProbeId>, context);
    timings[check.id] = performance.now() - begun;
    return judged;
  });
  return { devices: recognition.devices, findings, verdict: verdictOf(findings), timings };
}

function runCheck(
  check: Check,
  outcomes: ProbeOutcomes,
  inputs: CheckInputs<ProbeId>,
  context: CheckContext,
): Finding[] {
  const open = (evidence: Finding['evidence'], cause: string): Finding[] => [
    { check: check.id, outcome: 'unknown', subject: 'station', evidence, cause },
  ];
  for (const probe of check.needs) {
    const outcome = outcomes[probe] ?? NOT_TAKEN;
    if (outcome.status !== 'ok') return open({ probe, status: outcome.status, ...outcome.error }, 'probe-failed');
  }
  try {
    const judgements = check.judge(inputs, context);
    if (judgements.length === 0)
      return [{ check: check.id, outcome: 'not-applicable', subject: 'station', evidence: {}, cause: null }];
    return judgements.map(({ outcome, subject, evidence = {}, cause = null }) => ({
      check: check.id,
      outcome,
      subject,
      evidence,
      cause,
    }));
  } catch (cause) {
    return open({ detail: cause instanceof Error ? cause.message : String(cause) }, 'check-crashed');
  }
}
