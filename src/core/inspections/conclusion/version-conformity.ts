import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { VersionConformityRow } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { VersionLine } from '../../../shared/domain/version-table.ts';
import { versionTable } from '../../versions/version-table.ts';
import type { Publication } from '../../published/publication.ts';
import { firstCharacters } from '../../requests/whole-characters.ts';

const ALONE = { runs: [], lastGood: null };

const CONFORMS: Readonly<Record<VersionLine['outcome'], VersionConformityRow['conforms']>> = {
  pass: 'yes',
  warn: 'no',
  fail: 'no',
  unknown: 'unknown',
  'not-applicable': 'unknown',
};

/** Worst first. */
const ORDER: readonly VersionConformityRow['conforms'][] = ['no', 'unknown', 'yes'];

/**
 * Versions of the whole lab against the matrix: seats with the same version and judgement share a row.
 * @param readings of seats in their order, without seats that have not been read.
 */
export function versionConformity(
  readings: readonly { readonly seat: string; readonly run: CheckRun }[],
  publication: Publication,
  language: Language,
): VersionConformityRow[] {
  const rows = new Map<string, VersionConformityRow>();
  for (const { seat, run } of readings)
    for (const line of versionTable(run, ALONE, publication).lines) {
      const row = rowOf(line, language);
      const key = JSON.stringify([row.subject, row.found, row.wanted, row.conforms]);
      const known = rows.get(key) ?? { ...row, seats: [] };
      if (!known.seats.includes(seat)) known.seats.push(seat);
      rows.set(key, known);
    }
  return [...rows.values()].toSorted(
    (one, other) =>
      compare(one.subject, other.subject) ||
      ORDER.indexOf(one.conforms) - ORDER.indexOf(other.conforms) ||
      compare(one.found ?? '', other.found ?? ''),
  );
}

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

const rowOf = (line: VersionLine, language: Language): Omit<VersionConformityRow, 'seats'> => ({
  subject: firstCharacters(line.product, 200),
  name: firstCharacters(line.name[language], 200),
  found: line.version === null ? null : firstCharacters(line.version.text, 200),
  wanted: line.required === null ? null : firstCharacters(line.required, 400),
  conforms: CONFORMS[line.outcome],
});
