import { type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import type { InspectionReport, PeriodFigure } from '../../../shared/domain/inspection/inspection-report.ts';
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
 * How the problems of the last period have changed, subject by subject. Solved is only what was found normal now; what was not
 * inspected this time persists. @param recorded what was recorded of them after that report, by item.
 * What no longer applies, or is no longer asked, is left out.
 */
export function compareWithPrevious(
  previous: Pick<InspectionReport, 'problems' | 'period' | 'number' | 'finishedAt' | 'counts' | 'conclusion'>,
  current: { readonly problems: readonly InspectionProblem[]; readonly cells: readonly Cell[] },
  recorded: ReadonlyMap<string, RectificationState>,
): Comparison {
  const now = new Map(current.cells.map((cell) => [keyOf(cell.item, cell.subject), cell]));
  const before = new Set(previous.problems.flatMap(({ item, subjects }) => subjects.map((one) => keyOf(item, one))));
  const pick = (problems: readonly InspectionProblem[], wanted: (key: string) => boolean): Change[] =>
    problems.flatMap((problem) => {
      const subjects = problem.subjects.filter((subject) => wanted(keyOf(problem.item, subject)));
      return subjects.length === 0 ? [] : [changeOf(problem, subjects)];
    });
  const withState = (changes: Change[]): Change[] =>
    changes.map((change) => {
      const rectification = recorded.get(change.item);
      return rectification === undefined ? change : { ...change, rectification };
    });
  return {
    previous: periodFigure(previous),
    appeared: pick(current.problems, (key) => !before.has(key)),
    solved: withState(pick(previous.problems, (key) => stateOf(now, key) === 'normal')),
    persisting: withState(pick(previous.problems, (key) => stateOf(now, key) === 'unsolved')),
  };
}

const keyOf = (item: string, subject: Subject): string => `${item}\n${subject}`;
const changeOf = ({ item, text, severity }: ProblemText, subjects: Subject[]): Change => ({
  item,
  text,
  severity,
  subjects,
});

function stateOf(cells: ReadonlyMap<string, Cell>, key: string): 'normal' | 'unsolved' | 'not-asked' {
  const cell = cells.get(key);
  if (cell === undefined) return 'not-asked';
  const result = resultOf(cell);
  if (result?.outcome === 'not-applicable') return 'not-asked';
  return result?.outcome === 'normal' ? 'normal' : 'unsolved';
}
