import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { InspectionProblem, Advice } from '../../../shared/domain/inspection/inspection-session.ts';
import {
  type Conclusion,
  LAB_SUBJECT,
  type Severity,
  severitySchema,
  type Subject,
} from '../../../shared/domain/inspection/inspection-terms.ts';
import {
  type Counts,
  soundShareOf,
  type Cell,
  type FindingInWords,
  resultOf,
} from '../../../shared/domain/inspection/cell.ts';
import type { AdviceRule, ConclusionRow, InspectionRules } from '../../published/inspection-rules.ts';
import { type Checklist, type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { firstCharacters } from '../../requests/whole-characters.ts';

/** A conclusion with the published row that proposed it. */
interface ProposedConclusion {
  readonly proposed: Conclusion;
  readonly rule: string;
  readonly ruleReason: BothLanguages;
}

type JudgedProblems = readonly Pick<InspectionProblem, 'severity' | 'subjects'>[];

/** The conclusion of the first published row that applies. @param seats how many the lab has. */
export function proposeConclusion(
  counts: Counts,
  problems: JudgedProblems,
  seats: number,
  { conclusion }: Pick<InspectionRules, 'conclusion'>,
): ProposedConclusion {
  const row = conclusion.find(({ when }) => when === undefined || conditionHolds(when, counts, problems, seats))!;
  return { proposed: row.conclusion, rule: row.id, ruleReason: row.reason };
}

const isAtLeast = (severity: Severity, min: Severity): boolean =>
  severitySchema.options.indexOf(severity) <= severitySchema.options.indexOf(min);

/** Number of seats that these subjects concern; the lab concerns every seat. */
const seatsConcerned = (subjects: Iterable<Subject>, seats: number): number => {
  const distinct = new Set(subjects);
  return distinct.has(LAB_SUBJECT) ? Math.max(seats, 1) : distinct.size;
};

/** Share of asked cells without a result. Open cells count as not inspected, and a list that asks nothing as not inspected at all. */
const notInspectedShareOf = ({ asked, notInspected, open }: Counts): number =>
  asked === 0 ? 1 : (notInspected + open) / asked;

function conditionHolds(
  when: NonNullable<ConclusionRow['when']>,
  counts: Counts,
  problems: JudgedProblems,
  seats: number,
): boolean {
  const { severity } = when;
  const grave = severity === undefined ? problems : problems.filter((problem) => isAtLeast(problem.severity, severity));
  const concerned = seatsConcerned(
    grave.flatMap(({ subjects }) => subjects),
    seats,
  );
  // A condition that names only a severity requires one such problem.
  const min = when.problems ?? (severity !== undefined && when.seats === undefined ? 1 : 0);
  return (
    grave.length >= min &&
    (when.seats === undefined || concerned / Math.max(seats, 1) >= when.seats) &&
    (when.notInspected === undefined || notInspectedShareOf(counts) >= when.notInspected) &&
    (when.soundBelow === undefined || (soundShareOf(counts) ?? 0) < when.soundBelow)
  );
}

/** What advice is derived from. */
interface AdviceFacts {
  readonly problems: readonly Pick<InspectionProblem, 'item' | 'subjects'>[];
  readonly cells: readonly Cell[];
  readonly checklist: Checklist;
  /** How many seats the lab has. */
  readonly seats: number;
}

const MAX_ADVICE = 60;
const MAX_ADVICE_LENGTH = 1000;

/** Advice with the rank of the gravest item it concerns; 0 is the gravest. */
interface RankedAdvice {
  readonly id: string;
  readonly said: BothLanguages;
  readonly rank: number;
  readonly about: About;
}

type About = NonNullable<Advice['about']>;

/**
 * Advice by the published rules, the gravest first, each rule once; a problem that no rule covers gives the advice of its item. A rule
 * that names checks or causes matches on findings, even where the item is normal; any other rule matches on abnormal items.
 */
export function proposeAdvice(facts: AdviceFacts, rules: readonly AdviceRule[], language: Language): Advice[] {
  const { problems, checklist, cells, seats } = facts;
  const items = new Map(itemsOf(checklist).map((item) => [item.id, item]));
  const sections = new Map(checklist.sections.flatMap(({ id, items: of }) => of.map((item) => [item.id, id] as const)));
  const covered = new Set<string>();
  const byRules = rules.flatMap((rule): RankedAdvice[] => {
    const matching = cells.filter((cell) => appliesTo(rule, cell, items.get(cell.item), sections.get(cell.item)));
    const enough =
      seatsConcerned(
        matching.map(({ subject }) => subject),
        seats,
      ) >= rule.seats;
    if (matching.length === 0 || !enough) return [];
    for (const { item } of matching) covered.add(item);
    return [
      {
        id: rule.id,
        said: rule.text,
        rank: gravestRank(matching.map(({ item }) => items.get(item)!)),
        about: aboutOf(matching),
      },
    ];
  });
  const byItems = problems.flatMap(({ item: id, subjects }): RankedAdvice[] => {
    const item = items.get(id);
    if (item?.advice === undefined || covered.has(id)) return [];
    const about = { items: [id], subjects };
    return [{ id: `item:${id}`, said: item.advice, rank: gravestRank([item]), about }];
  });
  return [...Map.groupBy([...byRules, ...byItems], ({ said }) => said['zh-CN']).values()]
    .map(joined)
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, MAX_ADVICE)
    .map(({ id, said, about }) => ({
      id,
      text: firstCharacters(said[language], MAX_ADVICE_LENGTH),
      said,
      about: { items: about.items.slice(0, MAX_NAMED), subjects: about.subjects },
    }));
}

/** Items that one piece of advice names. */
const MAX_NAMED = 100;

const aboutOf = (cells: readonly Cell[]): About => ({
  items: [...new Set(cells.map(({ item }) => item))],
  subjects: [...new Set(cells.map(({ subject }) => subject))],
});

/** The same advice about several things is one. */
function joined(alike: readonly RankedAdvice[]): RankedAdvice {
  const [first] = alike as [RankedAdvice];
  return {
    ...first,
    rank: Math.min(...alike.map(({ rank }) => rank)),
    about: {
      items: [...new Set(alike.flatMap(({ about }) => about.items))],
      subjects: [...new Set(alike.flatMap(({ about }) => about.subjects))],
    },
  };
}

const gravestRank = (items: readonly ChecklistItem[]): number =>
  Math.min(...items.map(({ severity }) => severitySchema.options.indexOf(severity)));

function appliesTo({ when }: AdviceRule, cell: Cell, item: ChecklistItem | undefined, section?: string): boolean {
  const { items, sections, checks, causes, severity } = when;
  if (item === undefined || cell.answer?.outcome === 'normal') return false;
  if (items?.includes(cell.item) === false || sections?.includes(section ?? '') === false) return false;
  if (severity !== undefined && !isAtLeast(item.severity, severity)) return false;
  if (checks === undefined && causes === undefined) return resultOf(cell)?.outcome === 'abnormal';
  const matches = ({ check, cause, outcome }: FindingInWords) =>
    (outcome === 'fail' || outcome === 'warn') &&
    checks?.includes(check) !== false &&
    causes?.includes(cause ?? '') !== false;
  return cell.automatic?.findings.some(matches) === true;
}
