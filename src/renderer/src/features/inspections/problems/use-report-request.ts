import type { Problem } from '../../../../../shared/domain/problem.ts';
import {
  MOST_OF_A_DESCRIPTION,
  MOST_OF_A_TITLE,
  type RequestDraft,
} from '../../../../../shared/domain/service-request.ts';
import { effectSchema, scopeSchema } from '../../../../../shared/domain/service-terms.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { useReportProblem } from '../../requests/report-problem.ts';
import type { SessionControl } from '../session/use-session.ts';

/** Opens the request form filled in from problems; the filed request is linked to all of them. Null where nothing can be reported. */
export function useReportRequest(
  control: SessionControl,
  onProblem: (problem: Problem | null) => void,
): ((items: readonly string[]) => Promise<void>) | null {
  const client = useClient();
  const t = useTexts('inspections');
  const report = useReportProblem();
  const { id } = control.session.header;
  if (report === null) return null;
  return async (items) => {
    const drafts: RequestDraft[] = [];
    for (const item of items) {
      const draft = await settleCall(() => client.inspections.draftRequest({ id, item }));
      if (!draft.ok) return onProblem(draft.problem);
      drafts.push(draft.value);
    }
    onProblem(null);
    const [first, ...others] = drafts;
    if (first === undefined) return undefined;
    const title =
      others.length === 0 ? first.title : t('problems.together', { title: first.title, count: drafts.length });
    return report({
      draft: joinDrafts(first, others, title),
      async onFiled(request) {
        for (const item of items) {
          const linked = await settleCall(() => client.inspections.linkRequest({ id, item, request }));
          if (!linked.ok) return linked.problem;
        }
        return null;
      },
      from: { id, view: 'problems' },
    });
  };
}

/** The first in the order of a list of what any of them says. */
const firstIn = <Name>(names: readonly Name[], said: readonly Name[]): Name | undefined =>
  names.find((name) => said.includes(name));

/** What there is room for, without half a character at its end. */
const fitting = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** One request about everything: the widest scope, the gravest effect, and the checks of the run that is sent with it. */
function joinDrafts(first: RequestDraft, others: readonly RequestDraft[], title: string): RequestDraft {
  const all = [first, ...others];
  const ofRun = all.filter(({ run }) => run === first.run);
  return {
    ...first,
    title: fitting(title, MOST_OF_A_TITLE),
    description: fitting(all.map(({ description }) => description).join('\n\n'), MOST_OF_A_DESCRIPTION),
    scope:
      firstIn(
        scopeSchema.options.toReversed(),
        all.map(({ scope }) => scope),
      ) ?? first.scope,
    effect:
      firstIn(
        effectSchema.options,
        all.map(({ effect }) => effect),
      ) ?? first.effect,
    checks: [...new Set(ofRun.flatMap(({ checks }) => checks))].slice(0, 64),
  };
}
