import { type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import type {
  RectificationCounts,
  RectificationEvent,
  RectificationState,
  RectificationStep,
  TrackedProblem,
} from '../../../shared/domain/inspection/rectification.ts';

/** An event with the item it is about. */
export type ItemEvent = RectificationEvent & { readonly item: string };

const AFTER: Readonly<Record<RectificationStep, RectificationState>> = {
  rectified: 'rectified',
  'recheck-passed': 'passed',
  'recheck-failed': 'failed',
};

/** From which states each step may be recorded. What has passed may still be found wanting later. */
const FROM: Readonly<Record<RectificationStep, readonly RectificationState[]>> = {
  rectified: ['open', 'failed', 'rectified'],
  'recheck-passed': ['rectified'],
  'recheck-failed': ['rectified', 'passed'],
};

export const mayFollow = (state: RectificationState, step: RectificationStep): boolean => FROM[step].includes(state);

const stateAfter = (events: readonly RectificationEvent[]): RectificationState =>
  events.length === 0 ? 'open' : AFTER[events.at(-1)!.step];

/** Whether anything is still to be done about a problem. */
const isPending = (state: RectificationState): boolean => state === 'open' || state === 'failed';

/**
 * Every problem of a signed report with what became of it.
 * @param next the newest report of the lab, where it is a later one: what it judged is no longer tracked here.
 * @param today civil date in UTC+8, YYYY-MM-DD.
 */
export function trackProblems(
  { problems }: Pick<InspectionReport, 'problems'>,
  events: readonly ItemEvent[],
  next: Pick<InspectionReport, 'problems' | 'sections'> | null,
  today: string,
): TrackedProblem[] {
  const byItem = Map.groupBy(events, ({ item }) => item);
  return problems.map((problem) => {
    const own = (byItem.get(problem.item) ?? []).map(({ item: _item, ...event }) => event);
    const recorded = stateAfter(own);
    const state = recorded === 'passed' ? recorded : ((next && judgedBy(next, problem)) ?? recorded);
    const { no, item, text, severity, subjects, found, action, owner, deadline, request } = problem;
    return {
      no,
      item,
      text,
      severity,
      subjects,
      found,
      action,
      owner,
      deadline,
      request,
      state,
      overdue: isPending(state) && today > deadline,
      events: own,
    };
  });
}

/** What a later report says of a problem; null: it did not look at all of it. */
function judgedBy(
  { problems, sections }: Pick<InspectionReport, 'problems' | 'sections'>,
  { item: id, subjects }: InspectionProblem,
): 'carried' | 'solved' | null {
  if (problems.some((problem) => problem.item === id)) return 'carried';
  const cells = sections.flatMap(({ items }) => items.flatMap(({ item, cells: of }) => (item.id === id ? of : [])));
  const isWell = (cell: Cell | undefined): boolean =>
    cell !== undefined && ['normal', 'not-applicable'].includes(resultOf(cell)?.outcome ?? '');
  return subjects.every((subject) => isWell(cells.find((cell) => cell.subject === subject))) ? 'solved' : null;
}

export function countTracked(problems: readonly TrackedProblem[]): RectificationCounts {
  const counted = (fits: (problem: TrackedProblem) => boolean) => problems.filter(fits).length;
  return {
    problems: problems.length,
    open: counted(({ state }) => isPending(state)),
    toRecheck: counted(({ state }) => state === 'rectified'),
    overdue: counted(({ overdue }) => overdue),
  };
}
