import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionHeader } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { canonicalJson } from '../../delivery/canonical-json.ts';
import { figureOf } from '../conclusion/compare-with.ts';
import { composeReport } from '../conclusion/compose-report.ts';
import type { RecordRow } from '../../store/inspection-records.ts';
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
  const earlier = await signedReports(material.header, parts);
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

type Records = Pick<InspectionReportParts, 'records'>;
type OfLab = Pick<InspectionHeader, 'id' | 'lab'>;

/** The last report of the lab that was signed before this inspection was; null where there is none that is unaltered. */
export async function lastSignedReport(header: OfLab, { records }: Records): Promise<InspectionReport | null> {
  const rows = await records.ofLab(header.lab);
  if (!rows.ok) return null;
  for (const row of before(header, rows.value).toReversed()) {
    const report = unalteredReport(row);
    if (report !== null) return report;
  }
  return null;
}

/** Oldest first. What was altered is said elsewhere, and compared with nothing. */
async function signedReports(header: OfLab, { records }: Records): Promise<Result<InspectionReport[]>> {
  const rows = await records.ofLab(header.lab);
  return rows.ok ? succeed(before(header, rows.value).flatMap((row) => unalteredReport(row) ?? [])) : rows;
}

function before({ id }: OfLab, rows: readonly RecordRow[]): readonly RecordRow[] {
  const own = rows.findIndex((row) => row.inspection_id === id);
  return own === -1 ? rows : rows.slice(0, own);
}

function unalteredReport({ content, people }: RecordRow): InspectionReport | null {
  const record = provenContent(content, people)?.record;
  return record?.type === 'report' ? (restoredReport(record, reportPeopleIn(people))?.report ?? null) : null;
}
