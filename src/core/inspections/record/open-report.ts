import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Lab } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { canonicalJson } from '../../delivery/canonical-json.ts';
import { figureOf } from '../conclusion/compare-with.ts';
import { composeReport } from '../conclusion/compose-report.ts';
import type { InspectionMaterial } from '../material.ts';
import type { InspectionReportParts } from './inspection-report-parts.ts';
import { provenContent, reportPeopleIn, restoredReport } from './read-record.ts';
import { sha256Of } from './seal.ts';

/** Fingerprint of what was shown: everything but the moment it was made. */
export const sealOfShown = ({ finishedAt: _finishedAt, ...shown }: InspectionReport): string =>
  sha256Of(canonicalJson(shown));

/** The report of an inspection that is not signed, as it would be signed now. */
export async function openReport(
  material: InspectionMaterial,
  parts: Omit<InspectionReportParts, 'documents' | 'key'>,
): Promise<Result<InspectionReport>> {
  const earlier = await signedReportsOf(material.header.lab, parts);
  if (!earlier.ok) return earlier;
  const language = await parts.language();
  return succeed(
    composeReport(material, {
      publication: parts.publication,
      rules: parts.rules,
      advice: parts.advice,
      equipment: parts.equipment(material, parts.words(language)),
      level: await parts.level(),
      previous: earlier.value.at(-1) ?? null,
      history: earlier.value.map(figureOf),
      language,
      now: parts.now(),
    }),
  );
}

/** Oldest first. What was altered is said elsewhere, and compared with nothing. */
async function signedReportsOf(
  lab: Lab,
  { records }: Pick<InspectionReportParts, 'records'>,
): Promise<Result<InspectionReport[]>> {
  const rows = await records.ofLab(lab);
  if (!rows.ok) return rows;
  return succeed(
    rows.value.flatMap(({ content, people }) => {
      const record = provenContent(content, people)?.record;
      const restored = record?.type === 'report' ? restoredReport(record, reportPeopleIn(people)) : null;
      return restored === null ? [] : [restored.report];
    }),
  );
}
