import { type Cell, type Counts, resultOf } from '../../../shared/domain/inspection/cell.ts';
import { type Checklist, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionProblem, ItemToInspect } from '../../../shared/domain/inspection/inspection-session.ts';
import type { Calendar } from '../../published/calendar-schema.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import { dateAfter } from './derive-problems.ts';
import { proposeConclusion } from './proposals.ts';

interface Judged {
  readonly counts: Counts;
  readonly problems: readonly InspectionProblem[];
  readonly cells: readonly Cell[];
  readonly checklist: Checklist;
  /** How many seats the lab has. */
  readonly seats: number;
}

/**
 * Items that keep the lab from passing only because nobody has inspected them (补检). Empty where the lab passes, and where it would not
 * pass either if all of them were normal: then it is the problems that decide.
 * @param today civil date in UTC+8, YYYY-MM-DD.
 */
export function itemsToInspect(
  { counts, problems, cells, checklist, seats }: Judged,
  { rules, calendar, today }: { readonly rules: InspectionRules; readonly calendar: Calendar; readonly today: string },
): ItemToInspect[] {
  const known = { ...counts, normal: counts.normal + counts.notInspected, notInspected: 0 };
  const proposed = (of: Counts) => proposeConclusion(of, problems, seats, rules).proposed;
  if (counts.notInspected === 0 || proposed(counts) === 'passed' || proposed(known) !== 'passed') return [];
  const byItem = Map.groupBy(cells, ({ item }) => item);
  return itemsOf(checklist).flatMap((item) => {
    // What is a problem somewhere is re-checked with it.
    if (problems.some((problem) => problem.item === item.id)) return [];
    const places = (byItem.get(item.id) ?? []).flatMap((cell) => {
      const result = resultOf(cell);
      return result === null || result.reason === null ? [] : [{ subject: cell.subject, reason: result.reason }];
    });
    if (places.length === 0) return [];
    const { id, text, severity, owner } = item;
    const deadline = dateAfter(today, rules.severities[severity].workingDays, calendar);
    return [{ item: id, text, severity, places, owner, deadline }];
  });
}
