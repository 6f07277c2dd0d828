import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionHeader } from '../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import {
  type ReportRecord,
  authorIn,
  parsedContent,
  provenContent,
  reportPeopleIn,
  restoredReport,
} from '../../records/signed-record.ts';
import type { InspectionRecords, RecordRow, RecordsOfOne } from '../../store/inspection-records.ts';
import { qrTextOf } from './qr-text.ts';

/** Problems of one record itself; any other problem concerns all records together. */
export const ALTERED: ReadonlySet<string> = new Set(['inspection-record-altered', 'inspection-rows-altered']);

export interface SignedReport {
  readonly report: InspectionReport;
  readonly record: InspectionRecord;
}

/**
 * Reads a signed report from its rows; what does not agree any more is in `record.problem`.
 * @returns null where the inspection is not signed; `inspection-record-unreadable` where nothing can be shown of it.
 */
export function examineRecord(number: string, stored: RecordsOfOne): Result<SignedReport> | null {
  const [first, ...others] = stored.rows;
  if (first === undefined) return null;
  const content = parsedContent(first.content);
  const report = content?.record.type === 'report' ? content.record : null;
  const restored = report === null ? null : restoredReport(report, reportPeopleIn(first.people));
  if (content === null || report === null || restored === null) return fail('inspection-record-unreadable', { number });
  return succeed({
    report: restored.report,
    record: {
      seal: content.seal,
      signatures: restored.signatures,
      position: first.position,
      hash: first.hash,
      supplements: others.flatMap((row) => supplementIn(row)),
      qr: qrTextOf(content.seal),
      problem: findAlteration(number, first, report, stored),
    },
  });
}

function findAlteration(number: string, first: RecordRow, report: ReportRecord, stored: RecordsOfOne): Problem | null {
  const altered = (code: 'inspection-record-altered' | 'inspection-rows-altered'): Problem => ({
    code,
    params: { number },
  });
  const proven = stored.rows.every(({ content, people, inspection_id: id, type }) => {
    const record = provenContent(content, people)?.record;
    return record?.inspection === id && record.type === type;
  });
  if (!proven || !stored.linked || report.number !== number || first.type !== 'report')
    return altered('inspection-record-altered');
  if (!stored.asSigned) return altered('inspection-rows-altered');
  return stored.problem;
}

function supplementIn({ position, content, people, hash }: RecordRow): InspectionRecord['supplements'] {
  const record = parsedContent(content)?.record;
  return record?.type === 'supplement'
    ? [{ position, at: record.at, author: authorIn(people), text: record.text, hash }]
    : [];
}

/**
 * The last report of the lab that was signed before this inspection was; null where there is none. An altered record is reported
 * elsewhere; here it is passed over, and nothing is compared with it.
 */
export const lastSignedReport = (
  { id, lab }: Pick<InspectionHeader, 'id' | 'lab'>,
  { records }: { readonly records: Pick<InspectionRecords, 'lastOfLab'> },
): Promise<Result<InspectionReport | null>> => records.lastOfLab(lab, id, unalteredReport);

/** The report in a record; null where anything of the record was altered. */
export function unalteredReport({ content, people }: RecordRow): InspectionReport | null {
  const record = provenContent(content, people)?.record;
  return record?.type === 'report' ? (restoredReport(record, reportPeopleIn(people))?.report ?? null) : null;
}
