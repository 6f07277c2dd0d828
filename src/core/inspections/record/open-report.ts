import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionHeader } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import { composeReport } from '../conclusion/compose-report.ts';
import type { RecordRow } from '../../store/inspection-records.ts';
import type { InspectionMaterial } from '../../records/material.ts';
import type { InspectionReportParts } from './inspection-report-parts.ts';
import { provenContent, reportPeopleIn, restoredReport } from '../../records/read-record.ts';
import { sha256Of } from '../../records/seal.ts';

/** Fingerprint of what was shown: everything but the moment it was made. */
export const sealOfShown = ({ finishedAt: _finishedAt, ...shown }: InspectionReport): string =>
  sha256Of(canonicalJson(shown));

/** The report of an inspection that is not signed, as it would be signed now. */
export async function openReport(
  material: InspectionMaterial,
  parts: Omit<InspectionReportParts, 'documents' | 'key'>,
): Promise<Result<InspectionReport>> {
  const previous = await lastSignedReport(material.header, parts);
  if (!previous.ok) return previous;
  const language = await parts.language();
  return succeed(
    composeReport(material, {
      publication: parts.publication,
      rules: parts.rules,
      advice: parts.advice,
      equipment: parts.equipment(material, parts.words(language)),
      level: await parts.level(),
      previous: previous.value,
      // It was signed with its own: nothing older has to be read.
      history: previous.value?.history ?? [],
      language,
      now: parts.now(),
    }),
  );
}

/**
 * The last report of the lab that was signed before this inspection was; null where there is none. What was altered is said elsewhere,
 * and compared with nothing.
 */
export const lastSignedReport = (
  { id, lab }: Pick<InspectionHeader, 'id' | 'lab'>,
  { records }: Pick<InspectionReportParts, 'records'>,
): Promise<Result<InspectionReport | null>> => records.lastOfLab(lab, id, unalteredReport);

/** What a record says, where nothing of it was altered. */
export function unalteredReport({ content, people }: RecordRow): InspectionReport | null {
  const record = provenContent(content, people)?.record;
  return record?.type === 'report' ? (restoredReport(record, reportPeopleIn(people))?.report ?? null) : null;
}
