import { DAY_MS } from '../../../shared/beijing-time.ts';
import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import { type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import { type ChecklistItem, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import { severitySchema } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Calendar } from '../../published/calendar-schema.ts';
import { workingDayAfter } from '../../requests/promises/working-days.ts';
import type { InspectionMaterial } from '../../records/material.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import { whatWasFound } from './what-was-found.ts';

/** What problems are worked out by. */
export interface ProblemRules {
  readonly rules: InspectionRules;
  readonly calendar: Calendar;
  /** Last signed report of this lab; null where there is none. */
  readonly previous: Pick<InspectionReport, 'problems'> | null;
  /** Civil date in UTC+8. */
  readonly today: string;
}

/** One problem for each item that is abnormal anywhere: the gravest first, then in the order of the list. */
export function problemsOf(
  { checklist, cells, decisions, requests }: Pick<InspectionMaterial, 'checklist' | 'cells' | 'decisions' | 'requests'>,
  { rules, calendar, previous, today }: ProblemRules,
): InspectionProblem[] {
  const abnormal = Map.groupBy(
    cells.filter((cell) => resultOf(cell)?.outcome === 'abnormal'),
    ({ item }) => item,
  );
  const problemOf = (item: ChecklistItem, found: readonly Cell[]): Omit<InspectionProblem, 'no'> => {
    const decision = decisions.find((one) => one.item === item.id);
    const request = requests.find((one) => one.item === item.id);
    const { workingDays, impact } = rules.severities[item.severity];
    const subjects = found.map(({ subject }) => subject);
    const before = previous?.problems.find((problem) => problem.item === item.id);
    return {
      item: item.id,
      text: item.text,
      severity: item.severity,
      subjects,
      found: found.flatMap((cell) => whatWasFound(item, cell).map((said) => ({ subject: cell.subject, said }))),
      impact: inspectorsWord(decision?.impact) ?? impact,
      action: inspectorsWord(decision?.action) ?? item.advice ?? item.criterion ?? item.text,
      owner: decision?.owner ?? item.owner,
      deadline: decision?.deadline ?? dateAfter(today, workingDays, calendar),
      since: before?.subjects.some((subject) => subjects.includes(subject)) === true ? 'persisting' : 'new',
      request: request === undefined ? null : { id: request.id, number: request.number },
    };
  };
  return itemsOf(checklist)
    .flatMap((item) => {
      const found = abnormal.get(item.id);
      return found === undefined ? [] : [problemOf(item, found)];
    })
    .toSorted((one, other) => gravityOf(one) - gravityOf(other))
    .map((problem, at) => ({ no: at + 1, ...problem }));
}

const gravityOf = ({ severity }: Pick<InspectionProblem, 'severity'>): number =>
  severitySchema.options.indexOf(severity);

/** Written once, in the language of whoever wrote it; emptied it stays as proposed. */
const inspectorsWord = (text: string | undefined): BothLanguages | null =>
  text === undefined || text === '' ? null : { 'zh-CN': text, en: text };

function dateAfter(today: string, workingDays: number, calendar: Calendar): string {
  const { day } = workingDayAfter(Date.parse(`${today}T00:00:00Z`) / DAY_MS, workingDays, calendar);
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
