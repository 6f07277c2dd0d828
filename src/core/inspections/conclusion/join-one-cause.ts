import type { Cell, FindingInWords } from '../../../shared/domain/inspection/cell.ts';
import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import { problemsOf } from '../../../shared/summarize-findings.ts';

type Listed = Omit<InspectionProblem, 'no'>;

/**
 * Items that one cause made abnormal are one problem, as in a check of the seat: the first one in the list, which names
 * the others. An item is joined only where that holds at all of its places, and where no inspector has found it abnormal.
 * @param problems the gravest first.
 * @param abnormal cells by item.
 */
export function joinOneCause(problems: readonly Listed[], abnormal: ReadonlyMap<string, readonly Cell[]>): Listed[] {
  const causes = causesAt([...abnormal.values()].flat());
  const kept: Listed[] = [];
  for (const problem of problems) {
    const cells = abnormal.get(problem.item) ?? [];
    const at = kept.findIndex(({ item }) =>
      cells.every((cell) => {
        const first = abnormal.get(item)?.find(({ subject }) => subject === cell.subject);
        const own = causes.get(cell) ?? new Set();
        return first !== undefined && own.size > 0 && [...own].every((cause) => causes.get(first)?.has(cause) === true);
      }),
    );
    if (at < 0) kept.push(problem);
    else kept[at] = joined(kept[at]!, problem);
  }
  return kept;
}

function joined(first: Listed, { item, text, found, request }: Listed): Listed {
  const isSaid = (one: Listed['found'][number]) =>
    first.found.some(({ subject, said }) => subject === one.subject && said['zh-CN'] === one.said['zh-CN']);
  return {
    ...first,
    found: [...first.found, ...found.filter((one) => !isSaid(one))],
    includes: [...(first.includes ?? []), { item, text }],
    request: first.request ?? request,
  };
}

/** By which problems of its seat each cell is abnormal; none where an inspector says so. */
function causesAt(cells: readonly Cell[]): ReadonlyMap<Cell, ReadonlySet<string>> {
  const ofProgram = cells.filter(({ answer }) => answer === null);
  const causes = new Map<Cell, ReadonlySet<string>>();
  for (const [, there] of Map.groupBy(ofProgram, ({ subject }) => subject)) {
    const all = new Map(there.flatMap(troubles).map((finding) => [identity(finding), finding]));
    const groupOf = new Map(
      problemsOf([...all.values()]).flatMap(({ speaking, also }) =>
        [speaking, ...also].map((finding) => [identity(finding), identity(speaking)]),
      ),
    );
    for (const cell of there)
      causes.set(cell, new Set(troubles(cell).map((finding) => groupOf.get(identity(finding))!)));
  }
  return causes;
}

const identity = ({ check, subject, cause }: Pick<FindingInWords, 'check' | 'subject' | 'cause'>): string =>
  `${check} ${subject} ${cause}`;

const troubles = ({ automatic }: Cell): FindingInWords[] =>
  automatic?.outcome === 'abnormal'
    ? automatic.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    : [];
