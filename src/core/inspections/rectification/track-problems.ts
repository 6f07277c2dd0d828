import { type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
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

/** What nobody has inspected yet cannot be put right: first it is inspected. */
export const mayFollow = (
  { state, uninspected }: Pick<TrackedProblem, 'state' | 'uninspected'>,
  step: RectificationStep,
): boolean => (uninspected !== null && state === 'open' ? step !== 'rectified' : FROM[step].includes(state));

const stateAfter = (events: readonly RectificationEvent[]): RectificationState =>
  events.length === 0 ? 'open' : AFTER[events.at(-1)!.step];

/** Whether somebody looks again at what the same person put right last. An erased name is nobody's. */
const isOwnWork = ({ step, person }: RectificationEvent, before: readonly RectificationEvent[]): boolean =>
  step !== 'rectified' && person !== '' && before.findLast((one) => one.step === 'rectified')?.person === person;

/** Whether anything is still to be done about a problem. */
const isPending = (state: RectificationState): boolean => state === 'open' || state === 'failed';

type SignedProblems = Pick<InspectionReport, 'problems' | 'toInspect'>;
type Listed = Omit<TrackedProblem, 'state' | 'overdue' | 'events'>;

/** Its problems, and after them what has to be inspected where it did not pass the lab without. */
function listedIn({
  problems,
  toInspect = [],
  conclusion,
}: SignedProblems & Pick<InspectionReport, 'conclusion'>): Listed[] {
  const waiting = conclusion.decided === 'passed' ? [] : toInspect;
  return [
    ...problems.map(({ no, item, text, severity, subjects, found, action, owner, deadline, request }) => {
      const own = { no, item, text, severity, subjects, found, action, owner, deadline, request };
      return { ...own, uninspected: null };
    }),
    ...waiting.map(({ item, text, severity, places, owner, deadline }, at) => ({
      no: problems.length + at + 1,
      item,
      text,
      severity,
      subjects: places.map(({ subject }) => subject),
      found: [],
      action: text,
      owner,
      deadline,
      request: null,
      uninspected: places,
    })),
  ];
}

/**
 * Every problem of a signed report with what became of it, and what has to be inspected before anything can be concluded.
 * @param next the newest report of the lab, where it is a later one: what it judged is no longer tracked here.
 * @param today civil date in UTC+8, YYYY-MM-DD.
 */
export function trackProblems(
  report: SignedProblems & Pick<InspectionReport, 'conclusion'>,
  events: readonly ItemEvent[],
  next: (SignedProblems & Pick<InspectionReport, 'sections'>) | null,
  today: string,
): TrackedProblem[] {
  const byItem = Map.groupBy(events, ({ item }) => item);
  return listedIn(report).map((problem) => {
    const own = (byItem.get(problem.item) ?? []).map(({ item: _item, ...event }) => event);
    const marked = own.map((event, at) =>
      isOwnWork(event, own.slice(0, at)) ? { ...event, ownWork: true as const } : event,
    );
    const recorded = stateAfter(own);
    const state = recorded === 'passed' ? recorded : ((next && judgedBy(next, problem)) ?? recorded);
    return { ...problem, state, overdue: isPending(state) && today > problem.deadline, events: marked };
  });
}

/** What a later report says of a problem; null: it did not look at all of it. */
function judgedBy(
  { problems, toInspect = [], sections }: SignedProblems & Pick<InspectionReport, 'sections'>,
  { item: id, subjects }: Listed,
): 'carried' | 'solved' | null {
  if ([...problems, ...toInspect].some((one) => one.item === id)) return 'carried';
  if (problems.some(({ includes = [] }) => includes.some((one) => one.item === id))) return 'carried';
  const cells = sections.flatMap(({ items }) => items.flatMap(({ item, cells: of }) => (item.id === id ? of : [])));
  const isWell = (cell: Cell | undefined): boolean =>
    cell !== undefined && ['normal', 'not-applicable'].includes(resultOf(cell)?.outcome ?? '');
  return subjects.every((subject) => isWell(cells.find((cell) => cell.subject === subject))) ? 'solved' : null;
}

export function countTracked(problems: readonly TrackedProblem[]): RectificationCounts {
  const deadlines = problems.flatMap(({ state, deadline }) => (isPending(state) ? [deadline] : []));
  const counted = (fits: (problem: TrackedProblem) => boolean) => problems.filter(fits).length;
  return {
    problems: problems.length,
    open: counted(({ state }) => isPending(state)),
    toRecheck: counted(({ state }) => state === 'rectified'),
    overdue: counted(({ overdue }) => overdue),
    toInspect: counted(({ state, uninspected }) => state === 'open' && uninspected !== null),
    deadline: deadlines.toSorted()[0] ?? null,
  };
}
