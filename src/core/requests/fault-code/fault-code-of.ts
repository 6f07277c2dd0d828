import { civilDateOf } from '../../../shared/beijing-time.ts';
import type { CheckRun } from '../../../shared/domain/check-run.ts';
import { FAULT_OUTCOMES } from '../../../shared/domain/fault-outcomes.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { writeSymbols } from './alphabet.ts';
import { checkNumber } from '../../checks/list.ts';
import { withCheckSymbol } from './check-symbol.ts';
import { dayNumberOf } from './day-number.ts';
import { keyBytes, signingKey } from './fault-code-keys.ts';
import type { FaultCodesPolicy } from '../../published/policy-schema.ts';
import { packFields, rangeOf } from './fields.ts';
import { seal } from './seal.ts';
import { stationNumberOf } from './station-number.ts';
import { subjectNumberOf } from './subject-number.ts';

/** What a code needs to know of the run besides the finding. */
type RunFacts = Pick<CheckRun, 'startedAt' | 'station' | 'demo' | 'devices'> & {
  readonly publication: Pick<CheckRun['publication'], 'version'>;
};
type CodedFinding = Pick<Finding, 'check' | 'outcome' | 'subject'>;

/**
 * The same finding always has the same code.
 * @returns null when there is nothing to report: it passed, does not apply, or another program's check made it.
 */
export function faultCodeOf(finding: CodedFinding, run: RunFacts, policy: FaultCodesPolicy): string | null {
  const check = checkNumber(finding.check);
  const outcome = FAULT_OUTCOMES.findIndex((known) => known === finding.outcome);
  if (outcome === -1 || check === undefined) return null;
  const day = civilDateOf(new Date(run.startedAt));
  const payload = packFields({
    subject: subjectNumberOf(finding, run.devices),
    check,
    outcome,
    demo: Number(run.demo),
    publication: run.publication.version % rangeOf('publication'),
    station: stationNumberOf(run.station),
    day: dayNumberOf(day),
  });
  return writeSymbols(withCheckSymbol(seal(payload, keyBytes(signingKey(policy, day)))));
}

/** The codes of a whole run, in the order of its findings. */
export const faultCodesOf = (
  run: RunFacts & { readonly findings: readonly CodedFinding[] },
  policy: FaultCodesPolicy,
): (string | null)[] => run.findings.map((finding) => faultCodeOf(finding, run, policy));
