import { formatInstant } from '../../../shared/beijing-time.ts';
import type { InspectionRecord } from '../../../shared/domain/inspection/inspection-record.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { Finish, InspectionReports } from '../inspections.ts';
import type { Foreseen } from '../session/create-sessions.ts';
import { leavingRest, type Touch } from '../session/touches.ts';
import type { InspectionReportParts } from './inspection-report-parts.ts';
import { whatHindersSigning } from './may-be-signed.ts';
import { openReport } from './open-report.ts';
import { reportRecord } from '../../records/write-record.ts';

interface FinishParts extends InspectionReportParts {
  readonly foresee: (id: string, touch: Touch) => Promise<Result<Foreseen>>;
  readonly report: InspectionReports['report'];
}

/** Ends an inspection: judged as it would be afterwards, and only then written, all of it or nothing. */
export async function finishInspection(
  id: string,
  finish: Finish,
  parts: FinishParts,
): Promise<Result<InspectionRecord>> {
  const signing = await parts.key();
  if (!signing.ok) return signing;
  // Before anything is read: what changes from here on is found when it is written.
  const digest = await parts.records.digest(id);
  if (!digest.ok) return digest;
  const at = formatInstant(parts.now());
  const foreseen = await foreseeFinished(id, finish, at, parts);
  if (!foreseen.ok) return foreseen;
  const { patch, material } = foreseen.value;
  const report = await openReport(material, parts);
  if (!report.ok) return report;
  const signatures = [{ role: 'inspector', name: finish.signer, method: 'paper', strokes: null }] as const;
  const hindrance = whatHindersSigning(material, report.value, signatures);
  if (hindrance !== null) return { ok: false, problem: hindrance };
  const written = await parts.records.finish(id, digest.value, {
    patch,
    signedAt: report.value.finishedAt,
    texts: (rows) => reportRecord(report.value, signatures, rows, signing.value),
  });
  if (!written.ok) return written;
  const shown = await parts.report(id);
  if (!shown.ok) return shown;
  return shown.value.record === null ? fail('inspection-not-signed') : succeed(shown.value.record);
}

/** Which conclusion is proposed follows from what is left as well. */
async function foreseeFinished(
  id: string,
  { rest, decided, reason }: Finish,
  at: string,
  parts: FinishParts,
): Promise<Result<Foreseen>> {
  const left: Touch = rest === null ? () => succeed({}) : leavingRest(rest, at);
  const concluded =
    (conclusion: Foreseen['material']['notes']['conclusion']): Touch =>
    (inspection) => {
      const patch = left(inspection);
      return patch.ok ? succeed({ ...patch.value, notes: { ...inspection.notes, conclusion } }) : patch;
    };
  if (decided !== null) return await parts.foresee(id, concluded({ decided, reason }));
  const undecided = await parts.foresee(id, left);
  const report = undecided.ok ? await openReport(undecided.value.material, parts) : undecided;
  if (!report.ok) return report;
  return await parts.foresee(id, concluded({ decided: report.value.conclusion.proposed, reason }));
}
