import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { ReportFormat } from '../../../shared/inspection-contract.ts';

/** What a report is handed out in. */
export interface ReportContent {
  readonly report: InspectionReport;
  /** Null: not signed, marked as a draft. */
  readonly record: InspectionRecord | null;
  /** JPEG. */
  photo(id: string): Promise<Result<Uint8Array>>;
}

/** Makes files of a report; they are sealed afterwards. */
export interface ReportDocuments {
  make(content: ReportContent, format: ReportFormat, signal: AbortSignal): Promise<Result<Uint8Array>>;
}
