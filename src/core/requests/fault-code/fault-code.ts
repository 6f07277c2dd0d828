import { civilDateOf } from '../../../shared/beijing-time.ts';
import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { DecodedFaultCode } from '../../../shared/domain/fault-code.ts';
import { FAULT_OUTCOMES } from '../../../shared/domain/fault-outcomes.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import { causesOf, checkNumber, numberedCheck } from '../../checks/list.ts';
import type { FaultCodesPolicy } from '../../published/policy-schema.ts';
import type { Publication } from '../../published/publication.ts';
import { decrypt, encrypt, keyBytes, signingKey } from './cipher.ts';
import {
  dayNumberOf,
  dayOf,
  isSameStation,
  packFields,
  rangeOf,
  stationNumberOf,
  subjectNumberOf,
  subjectOf,
  unpackFields,
} from './fields.ts';
import { CODE_LENGTH, isSound, readSymbols, withCheckSymbol, writeSymbols } from './symbols.ts';

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
  return writeSymbols(withCheckSymbol(encrypt(payload, keyBytes(signingKey(policy, day)))));
}

/** The codes of a whole run, in the order of its findings. */
export const faultCodesOf = (
  run: RunFacts & { readonly findings: readonly CodedFinding[] },
  policy: FaultCodesPolicy,
): (string | null)[] => run.findings.map((finding) => faultCodeOf(finding, run, policy));

/** What this PC knows that a code is read with. */
export interface FaultCodeReader {
  readonly publication: Pick<Publication, 'identity' | 'catalogue' | 'faultCodes'>;
  /** The station of this PC, null when it is none. */
  readonly station: Station | null;
}

/**
 * Problems: `fault-code-character`, `fault-code-too-short`, `fault-code-too-long`, `fault-code-mistyped`, `fault-code-not-ours`.
 * @param text as typed, pasted or scanned.
 */
export function readFaultCode(text: string, { publication, station }: FaultCodeReader): Result<DecodedFaultCode> {
  const symbols = readSymbols(text);
  if (!symbols.ok) return symbols;
  const found = symbols.value.length;
  if (found !== CODE_LENGTH)
    return fail(found < CODE_LENGTH ? 'fault-code-too-short' : 'fault-code-too-long', { found, wanted: CODE_LENGTH });
  if (!isSound(symbols.value)) return fail('fault-code-mistyped');
  for (const key of publication.faultCodes.keys) {
    const payload = decrypt(symbols.value.slice(0, -1), keyBytes(key));
    if (payload === null) continue;
    const fields = unpackFields(payload);
    const outcome = FAULT_OUTCOMES[fields.outcome];
    if (outcome === undefined) break;
    const check = numberedCheck(fields.check);
    return succeed({
      code: writeSymbols(symbols.value),
      subject: subjectOf(fields.subject, publication.catalogue),
      check,
      checkNumber: fields.check,
      causes: check === null ? [] : [...causesOf(check)],
      outcome,
      demo: fields.demo === 1,
      publicationVersion: nearestVersion(fields.publication, publication.identity.version),
      sameStation: isSameStation(fields.station, station),
      day: dayOf(fields.day),
      key: key.id,
    });
  }
  return fail('fault-code-not-ours');
}

/**
 * Of the versions that a remainder can stand for, the one nearest to the publication here: publications come out a few times a
 * year, so the right one is never a thousand versions away.
 */
function nearestVersion(remainder: number, here: number): number {
  const period = rangeOf('publication');
  const turns = Math.max(0, Math.round((here - remainder) / period));
  return remainder + turns * period;
}
