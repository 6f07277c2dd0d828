import type { CauseId, CheckEvidence } from '../../shared/domain/check-terms.ts';
import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { Finding, Verdict } from '../../shared/domain/finding.ts';
import { NOT_TAKEN } from '../../shared/domain/probe-ids.ts';
import type { ProbeOutcomes } from '../../shared/domain/snapshot.ts';
import { type Recognition, recogniseDevices } from '../devices/recognise.ts';
import { buildTopology } from '../devices/topology.ts';
import { missingLimits } from '../published/limits.ts';
import type { Check, Recognised, RunContext, SucceededFacts } from './check.ts';
import { buildSituation, succeededFacts } from './context.ts';
import { CHECKS } from './list.ts';

export interface Assessment {
  readonly devices: readonly RecognisedDevice[];
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** Milliseconds each check took. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Judges one snapshot. Pure but for the clock that times the checks; no check can stop another. */
export function runChecks(outcomes: ProbeOutcomes, context: RunContext, checks: readonly Check[] = CHECKS): Assessment {
  const facts = succeededFacts(outcomes);
  const recognition =
    facts.usb === undefined ? NOTHING_RECOGNISED : recogniseDevices(facts.usb, facts.hid ?? null, context.catalogue);
  const situation = buildSituation(facts, recognition.devices, context);
  const running = facts.software?.running ?? null;

  const timings: Record<string, number> = {};
  const findings = checks.flatMap((check) => {
    const begun = performance.now();
    const found = runCheck(check, { outcomes, facts, recognised: { recognition, situation, running }, context });
    timings[check.id] = performance.now() - begun;
    return found;
  });
  return { devices: recognition.devices, findings, verdict: deriveVerdict(findings), timings };
}

const NOTHING_RECOGNISED: Recognition = { topology: buildTopology([]), devices: [], sharedIdDevices: [] };

/** One snapshot with what was made of it, and by what it is judged. */
interface Judged {
  readonly outcomes: ProbeOutcomes;
  readonly facts: SucceededFacts;
  readonly recognised: Recognised;
  readonly context: RunContext;
}

/** A check that lacks a probe or a published limit, or that throws, answers `unknown`: it never passes unjudged. */
function runCheck(check: Check, { outcomes, facts, recognised, context }: Judged): Finding[] {
  const unknown = (evidence: CheckEvidence, cause: CauseId): Finding[] => [
    { check: check.id, outcome: 'unknown', subject: 'station', evidence, cause },
  ];
  for (const probe of check.needs) {
    const outcome = outcomes[probe] ?? NOT_TAKEN;
    if (outcome.status !== 'ok') return unknown({ probe, status: outcome.status, ...outcome.error }, 'probe-failed');
  }
  const wanted = missingLimits(check.limits, context.limits);
  if (wanted.length > 0) return unknown({ wanted, matrixVersion: context.stamp.version }, 'limits-not-published');
  try {
    const judgements = check.judge(facts, recognised, context);
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
    return unknown({ detail: cause instanceof Error ? cause.message : String(cause) }, 'check-crashed');
  }
}

/** Causes the runner itself names, for any check. */
export const RUNNER_CAUSES = [
  'probe-failed',
  'limits-not-published',
  'check-crashed',
] as const satisfies readonly CauseId[];

/**
 * The one rule: a fault known for sure makes the station not ready, whatever else is open. Otherwise anything that could
 * not be determined, or nothing determined at all, makes the verdict unknown. Otherwise a warning makes it usable, else it
 * is ready.
 */
export function deriveVerdict(findings: readonly Pick<Finding, 'outcome'>[]): Verdict {
  const outcomes = new Set(findings.map((finding) => finding.outcome));
  if (outcomes.has('fail')) return 'not-ready';
  if (outcomes.has('unknown')) return 'unknown';
  if (outcomes.has('warn')) return 'usable';
  return outcomes.has('pass') ? 'ready' : 'unknown';
}
