import { type Cell, type FindingInWords, resultOf } from '../../../shared/domain/inspection/cell.ts';
import { type Checklist, type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { Advice, InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import { severitySchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { firstCharacters } from '../../requests/whole-characters.ts';
import type { AdviceRule } from '../../published/inspection-rules.ts';
import { isAtLeast, seatsConcerned } from './propose-conclusion.ts';

/** What advice is drawn from. */
export interface AdviceGrounds {
  readonly problems: readonly Pick<InspectionProblem, 'item'>[];
  readonly cells: readonly Cell[];
  readonly checklist: Checklist;
  /** How many the lab has. */
  readonly seats: number;
}

const MOST = 60;
const LONGEST = 1000;

/** Text with the gravest item it speaks of. */
type Weighed = Advice & { readonly gravity: number };

/**
 * Advice by the published rules, the gravest first, each rule once; a problem no rule speaks of gives the advice of its item. A rule
 * that names checks or causes goes by findings, also where the item is normal all the same; any other by what is abnormal.
 */
export function proposeAdvice(grounds: AdviceGrounds, rules: readonly AdviceRule[], language: Language): Advice[] {
  const { problems, checklist, cells, seats } = grounds;
  const items = new Map(itemsOf(checklist).map((item) => [item.id, item]));
  const sections = new Map(checklist.sections.flatMap(({ id, items: of }) => of.map((item) => [item.id, id] as const)));
  const covered = new Set<string>();
  const byRules = rules.flatMap((rule): Weighed[] => {
    const meant = cells.filter((cell) => speaksOf(rule, cell, items.get(cell.item), sections.get(cell.item)));
    const enough =
      seatsConcerned(
        meant.map(({ subject }) => subject),
        seats,
      ) >= rule.seats;
    if (meant.length === 0 || !enough) return [];
    for (const { item } of meant) covered.add(item);
    return [{ id: rule.id, text: rule.text[language], gravity: gravestOf(meant.map(({ item }) => items.get(item)!)) }];
  });
  const byItems = problems.flatMap(({ item: id }): Weighed[] => {
    const item = items.get(id);
    if (item?.advice === undefined || covered.has(id)) return [];
    return [{ id: `item:${id}`, text: item.advice[language], gravity: gravestOf([item]) }];
  });
  return [...byRules, ...byItems]
    .toSorted((one, other) => one.gravity - other.gravity)
    .filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at)
    .slice(0, MOST)
    .map(({ id, text }) => ({ id, text: firstCharacters(text, LONGEST) }));
}

const gravestOf = (items: readonly ChecklistItem[]): number =>
  Math.min(...items.map(({ severity }) => severitySchema.options.indexOf(severity)));

function speaksOf({ when }: AdviceRule, cell: Cell, item: ChecklistItem | undefined, section?: string): boolean {
  const { items, sections, checks, causes, severity } = when;
  if (item === undefined || cell.answer?.outcome === 'normal') return false;
  if (items?.includes(cell.item) === false || sections?.includes(section ?? '') === false) return false;
  if (severity !== undefined && !isAtLeast(item.severity, severity)) return false;
  if (checks === undefined && causes === undefined) return resultOf(cell)?.outcome === 'abnormal';
  const says = ({ check, cause, outcome }: FindingInWords) =>
    (outcome === 'fail' || outcome === 'warn') &&
    checks?.includes(check) !== false &&
    causes?.includes(cause ?? '') !== false;
  return cell.automatic?.findings.some(says) === true;
}
