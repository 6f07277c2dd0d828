import type { DecodedFaultCode } from '../../../shared/domain/fault-code.ts';
import { FAULT_OUTCOMES } from '../../../shared/domain/fault-outcomes.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Station } from '../../../shared/domain/station.ts';
import type { Publication } from '../../published/publication.ts';
import { readSymbols, writeSymbols } from './alphabet.ts';
import { numberedCheck } from '../../checks/list.ts';
import { CODE_LENGTH, isSound } from './check-symbol.ts';
import { dayOf } from './day-number.ts';
import { keyBytes } from './fault-code-keys.ts';
import { rangeOf, unpackFields } from './fields.ts';
import { open } from './seal.ts';
import { isSameStation } from './station-number.ts';
import { subjectOf } from './subject-number.ts';

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
    const payload = open(symbols.value.slice(0, -1), keyBytes(key));
    if (payload === null) continue;
    const fields = unpackFields(payload);
    const outcome = FAULT_OUTCOMES[fields.outcome];
    if (outcome === undefined) break;
    return succeed({
      code: writeSymbols(symbols.value),
      subject: subjectOf(fields.subject, publication.catalogue),
      check: numberedCheck(fields.check),
      checkNumber: fields.check,
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
