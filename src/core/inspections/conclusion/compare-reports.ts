import { type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import type {
  InspectionReport,
  NotLookedAt,
  PeriodFigure,
} from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import type { RectificationState } from '../../../shared/domain/inspection/rectification.ts';
import type { Subject } from '../../../shared/domain/inspection/inspection-terms.ts';

type Comparison = NonNullable<InspectionReport['comparison']>;
type Change = Comparison['solved'][number];
type ProblemText = Pick<InspectionProblem, 'item' | 'text' | 'severity'>;

/** The figures of one period, as comparisons and charts show them. */
export const periodFigure = (
  report: Pick<InspectionReport, 'period' | 'number' | 'finishedAt' | 'counts' | 'conclusion'>,
): PeriodFigure => ({
  label: report.period.label,
  number: report.number,
  finishedOn: report.finishedAt.slice(0, 10),
  counts: report.counts,
  decided: report.conclusion.decided,
});

/**
 * What became of every problem of the last period: each is exactly one of solved, persisting, not inspected. Solved is only what was
 * found normal at all its places; a problem that is abnormal anywhere persists.
 * @param recorded what was recorded of them after that report, by item.
 */
export function compareWithPrevious(
  previous: Pick<InspectionReport, 'problems' | 'period' | 'number' | 'finishedAt' | 'counts' | 'conclusion'>,
  current: { readonly problems: readonly InspectionProblem[]; readonly cells: readonly Cell[] },
  recorded: ReadonlyMap<string, RectificationState>,
): Comparison {
  const now = new Map(current.cells.map((cell) => [keyOf(cell.item, cell.subject), cell]));
  const compared = previous.problems.map((problem) => {
    const became = Map.groupBy(problem.subjects, (subject) => becameOf(now.get(keyOf(problem.item, subject))).became);
    const state = WORST_FIRST.find((one) => became.has(one))!;
    const subjects = became.get(state)!;
    const rectification = recorded.get(problem.item);
    const also = current.problems.find(({ item }) => item === problem.item)?.subjects ?? [];
    const added = state === 'persisting' ? also.filter((subject) => !problem.subjects.includes(subject)) : [];
    const elsewhere = [
      ...WORST_FIRST.flatMap((one) =>
        one === 'persisting' || one === state || !became.has(one) ? [] : [{ became: one, subjects: became.get(one)! }],
      ),
      ...(added.length === 0 ? [] : [{ became: 'appeared' as const, subjects: added }]),
    ];
    const change: Change = {
      ...changeOf(problem, subjects),
      ...(rectification !== undefined && { rectification }),
      ...(elsewhere.length > 0 && { elsewhere }),
    };
    return { state, change, because: becameOf(now.get(keyOf(problem.item, subjects[0]!))).because };
  });
  const before = new Set(previous.problems.flatMap(({ item, subjects }) => subjects.map((one) => keyOf(item, one))));
  const of = (wanted: Became) => compared.filter(({ state }) => state === wanted);
  return {
    previous: periodFigure(previous),
    appeared: current.problems
      .filter(({ item, subjects }) => subjects.every((subject) => !before.has(keyOf(item, subject))))
      .map((problem) => changeOf(problem, problem.subjects)),
    solved: of('solved').map(({ change }) => change),
    persisting: of('persisting').map(({ change }) => change),
    notInspected: of('notInspected').map(({ change, because }) => ({ ...change, because: because ?? 'open' })),
  };
}

type Became = 'persisting' | 'notInspected' | 'solved';
const WORST_FIRST = ['persisting', 'notInspected', 'solved'] as const;

const keyOf = (item: string, subject: Subject): string => `${item}\n${subject}`;
const changeOf = ({ item, text, severity }: ProblemText, subjects: Subject[]): Change => ({
  item,
  text,
  severity,
  subjects,
});

/** What became of a problem at one place, and why nothing is known of it. */
function becameOf(cell: Cell | undefined): { readonly became: Became; readonly because: NotLookedAt | null } {
  if (cell === undefined) return { became: 'notInspected', because: 'not-listed' };
  const result = resultOf(cell);
  if (result === null) return { became: 'notInspected', because: 'open' };
  if (result.outcome === 'normal') return { became: 'solved', because: null };
  if (result.outcome === 'abnormal') return { became: 'persisting', because: null };
  return { became: 'notInspected', because: result.reason ?? 'not-applicable' };
}
