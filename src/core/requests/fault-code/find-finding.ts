import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { DecodedFaultCode } from '../../../shared/domain/fault-code.ts';
import type { Finding } from '../../../shared/domain/finding.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { FaultCodesPolicy } from '../../published/policy-schema.ts';
import type { RunStore } from '../../store/run-store.ts';
import { faultCodesOf } from './fault-code.ts';

export interface CodedFinding {
  readonly run: CheckRun;
  readonly finding: Finding;
}

const PAGE = 200;

/** The finding of a record on this PC that has this code: with its cause, which the code does not hold. Null where there is none. */
export async function findCodedFinding(
  { code, day }: DecodedFaultCode,
  runs: Pick<RunStore, 'list' | 'get'>,
  policy: FaultCodesPolicy,
): Promise<Result<CodedFinding | null>> {
  if (day === null) return succeed(null);
  for (let before: string | undefined; ;) {
    const page = await runs.list(PAGE, before);
    if (!page.ok) return page;
    for (const { id, startedAt, problems } of page.value) {
      if (problems === 0 || startedAt.slice(0, 10) !== day) continue;
      const run = await runs.get(id);
      // One that cannot be read is in nobody's way.
      if (!run.ok) continue;
      const finding = run.value.findings[faultCodesOf(run.value, policy).indexOf(code)];
      if (finding !== undefined) return succeed({ run: run.value, finding });
    }
    const last = page.value.at(-1);
    if (last === undefined || page.value.length < PAGE || last.startedAt.slice(0, 10) < day) return succeed(null);
    before = last.id;
  }
}
