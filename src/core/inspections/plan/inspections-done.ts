import { civilDateOf } from '../../../shared/beijing-time.ts';
import type { ListedInspection, UnreadableInspection } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { isReadable } from '../../../shared/domain/problem.ts';
import type { InspectionRecords } from '../../store/inspection-records.ts';
import { unalteredReport } from '../record/open-report.ts';
import type { InspectionDone } from './inspection-plan.ts';

/**
 * What a plan goes by. Of a signed inspection whose rows are damaged its record tells.
 * @returns why it cannot be told, where the record of such a one is no use either: what was done must not count as missed.
 */
export async function inspectionsDone(
  listed: readonly ListedInspection[],
  records: Pick<InspectionRecords, 'of'>,
): Promise<Result<InspectionDone[]>> {
  const done: InspectionDone[] = [];
  for (const one of listed) {
    if (isReadable(one)) {
      const { savedAt, ...header } = one;
      // Signing is the last thing that is saved of an inspection.
      done.push({ header, finishedOn: header.state === 'signed' ? civilDateOf(new Date(savedAt)) : null });
    } else if (one.state === 'signed') {
      const recorded = await fromRecord(one, records);
      if (!recorded.ok) return recorded;
      done.push(recorded.value);
    }
  }
  return succeed(done);
}

async function fromRecord(
  { id, state, problem }: UnreadableInspection,
  records: Pick<InspectionRecords, 'of'>,
): Promise<Result<InspectionDone>> {
  const kept = await records.of(id);
  if (!kept.ok) return kept;
  const [first] = kept.value.rows;
  const report = first === undefined ? null : unalteredReport(first);
  return report === null
    ? { ok: false, problem }
    : succeed({ header: { ...report, state }, finishedOn: civilDateOf(new Date(report.finishedAt)) });
}
