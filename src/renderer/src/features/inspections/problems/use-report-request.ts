import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { useReportProblem } from '../../requests/report-problem.ts';
import { resultOfCall } from '../session/result-of-call.ts';
import type { SessionControl } from '../session/use-session.ts';

/** Opens the request form filled from a problem; what is filed there is linked to it. Null where nothing can be reported from. */
export function useReportRequest(
  control: SessionControl,
  item: string,
  onProblem: (problem: Problem | null) => void,
): (() => Promise<void>) | null {
  const client = useClient();
  const report = useReportProblem();
  const { id } = control.session.header;
  if (report === null) return null;
  return async () => {
    const draft = await resultOfCall(() => client.inspections.draftRequest({ id, item }));
    onProblem(draft.ok ? null : draft.problem);
    if (!draft.ok) return;
    report({
      draft: draft.value,
      async onFiled(request) {
        const linked = await resultOfCall(() => client.inspections.linkRequest({ id, item, request }));
        return linked.ok ? null : linked.problem;
      },
      from: { id, view: 'problems' },
    });
  };
}
