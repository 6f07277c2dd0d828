import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { RecordRow, RecordsOfOne } from '../../store/inspection-records.ts';
import { qrTextOf } from './qr-text.ts';
import { authorIn, parsedContent, provenContent, reportPeopleIn, restoredReport } from '../../records/read-record.ts';
import type { ReportRecord } from '../../records/record-content.ts';

/** Problems of the record itself; others speak of all records together. */
export const ALTERED: ReadonlySet<string> = new Set(['inspection-record-altered', 'inspection-rows-altered']);

export interface SignedReport {
  readonly report: InspectionReport;
  readonly record: InspectionRecord;
}

/**
 * A signed report out of its rows, with what does not agree any more in `record.problem`.
 * @returns null where the inspection is not signed; `inspection-record-unreadable` where nothing can be shown of it.
 */
export function examineRecord(number: string, kept: RecordsOfOne): Result<SignedReport> | null {
  const [first, ...others] = kept.rows;
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
      problem: problemOf(number, first, report, kept),
    },
  });
}

function problemOf(number: string, first: RecordRow, report: ReportRecord, kept: RecordsOfOne): Problem | null {
  const altered = (code: 'inspection-record-altered' | 'inspection-rows-altered'): Problem => ({
    code,
    params: { number },
  });
  const proven = kept.rows.every(({ content, people, inspection_id: id, type }) => {
    const record = provenContent(content, people)?.record;
    return record?.inspection === id && record.type === type;
  });
  if (!proven || !kept.linked || report.number !== number || first.type !== 'report')
    return altered('inspection-record-altered');
  if (!kept.asSigned) return altered('inspection-rows-altered');
  return kept.problem;
}

function supplementIn({ position, content, people, hash }: RecordRow): InspectionRecord['supplements'] {
  const record = parsedContent(content)?.record;
  return record?.type === 'supplement'
    ? [{ position, at: record.at, author: authorIn(people), text: record.text, hash }]
    : [];
}
