import { itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import { fail, succeed } from '../../../shared/domain/result.ts';
import type { InspectionSessions } from '../inspections.ts';
import { draftProblemRequest } from './draft-problem-request.ts';
import type { SessionKit } from './session-kit.ts';

/** Requests that come of problems. */
export function createSessionRequests({
  parts,
  store,
  show,
  touch,
}: SessionKit): Pick<InspectionSessions, 'draftRequest' | 'linkRequest'> {
  return {
    async draftRequest(id, item) {
      const open = await store.getOpen(id);
      if (!open.ok) return open;
      const problem = (await show.problems(open.value)).find((one) => one.item === item);
      return problem === undefined
        ? fail('inspection-no-such-problem', { item })
        : await draftProblemRequest(open.value, problem, parts);
    },
    async linkRequest(id, item, request) {
      const found = await (await parts.requests()).get(request);
      if (!found.ok) return found;
      const { number } = found.value.request;
      return await touch(id, ({ checklist }) =>
        itemsOf(checklist).some((one) => one.id === item)
          ? succeed({ request: { item, id: request, number } })
          : fail('inspection-no-such-problem', { item }),
      );
    },
  };
}
