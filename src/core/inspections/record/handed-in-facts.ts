import { z } from 'zod';
import { inspectionReportSchema } from '../../../shared/domain/inspection/inspection-report.ts';
import { handedInReportSchema } from '../../../shared/domain/service-request.ts';

/** As much of a signed report as the facts are made of. Names were taken out of it before it was signed. */
const reportFactsSchema = z.object({
  id: z.string(),
  period: inspectionReportSchema.shape.period,
  lab: inspectionReportSchema.shape.lab,
  conclusion: z.object({ decided: inspectionReportSchema.shape.conclusion.shape.decided }),
  stations: z.array(z.unknown()),
  problems: z.array(z.object({ severity: z.string() })),
});
type ReportFacts = z.infer<typeof reportFactsSchema>;

/** What people have to know of a report before they open it. */
export const factsOf = (report: ReportFacts, supplements: number) => ({
  inspection: report.id,
  kind: report.period.kind,
  period: report.period.label,
  lab: report.lab.lab,
  decided: report.conclusion.decided,
  seats: report.stations.length,
  problems: report.problems.length,
  critical: report.problems.filter(({ severity }) => severity === 'critical').length,
  supplements,
});

const factsSchema = handedInReportSchema.omit({ signedAt: true, keyId: true, fileSha256: true, file: true });

/** Whether a message says of a record what the record says itself. @param handedIn `report` of the message. */
export function agreesWithRecord(
  handedIn: unknown,
  record: { readonly report: unknown; readonly number: string; readonly sha256: string; readonly supplements: number },
): boolean {
  const told = factsSchema.strip().safeParse(handedIn);
  const report = reportFactsSchema.safeParse(record.report);
  if (!told.success || !report.success) return false;
  const { number, sha256, supplements } = record;
  const due = { ...factsOf(report.data, supplements), number, sha256 };
  return Object.entries(due).every(([name, value]) => told.data[name as keyof typeof due] === value);
}
