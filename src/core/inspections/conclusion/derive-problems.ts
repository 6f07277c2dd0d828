import { DAY_MS } from '../../../shared/beijing-time.ts';
import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import { type Cell, resultOf } from '../../../shared/domain/inspection/cell.ts';
import { type ChecklistItem, type ItemMethod, itemsOf } from '../../../shared/domain/inspection/checklist.ts';
import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { InspectionProblem } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Severity, severitySchema, subjectOfSeat } from '../../../shared/domain/inspection/inspection-terms.ts';
import type { Calendar } from '../../published/calendar-schema.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import type { InspectionMaterial, StationReading } from '../../records/material.ts';
import { joinOneCause } from './join-one-cause.ts';
import { workingDayAfter } from '../../requests/promises/working-days.ts';

/** By what problems are derived. */
interface ProblemRules {
  readonly rules: InspectionRules;
  readonly calendar: Calendar;
  /** Last signed report of this lab; null where there is none. */
  readonly previous: Pick<InspectionReport, 'problems'> | null;
  /** Civil date in UTC+8, YYYY-MM-DD. */
  readonly today: string;
}

type ProblemMaterial = Pick<InspectionMaterial, 'checklist' | 'cells' | 'decisions' | 'requests' | 'seats'>;

/** One problem for each item that is abnormal anywhere: the gravest first, then in the order of the checklist. */
export function deriveProblems(
  { checklist, cells, decisions, requests, seats }: ProblemMaterial,
  { rules, calendar, previous, today }: ProblemRules,
): InspectionProblem[] {
  const abnormal = Map.groupBy(
    cells.filter((cell) => resultOf(cell)?.outcome === 'abnormal'),
    ({ item }) => item,
  );
  const failed = new Map(seats.map(({ seat, reading }) => [subjectOfSeat(seat), failedChecks(reading)]));
  const problemOf = (item: ChecklistItem, found: readonly Cell[]): Omit<InspectionProblem, 'no'> => {
    const decision = decisions.find((one) => one.item === item.id);
    const request = requests.find((one) => one.item === item.id);
    const proposed =
      rules.unusableSeat !== undefined && found.some((cell) => keepsSeatOut(cell, failed))
        ? graverOf(item.severity, rules.unusableSeat)
        : item.severity;
    const severity = decision?.severity?.decided ?? proposed;
    const reason = decision?.severity?.reason ?? '';
    const { workingDays, impact } = rules.severities[severity];
    const subjects = found.map(({ subject }) => subject);
    const before = previous?.problems.find((problem) => problem.item === item.id);
    return {
      item: item.id,
      text: item.text,
      severity,
      ...(severity !== proposed && { regraded: { proposed, reason } }),
      subjects,
      found: found.flatMap((cell) => findingTexts(item, cell).map((said) => ({ subject: cell.subject, said }))),
      impact: ownText(decision?.impact) ?? impact,
      action: ownText(decision?.action) ?? item.advice ?? item.criterion ?? item.text,
      owner: decision?.owner ?? item.owner,
      deadline: decision?.deadline ?? dateAfter(today, workingDays, calendar),
      since: before?.subjects.some((subject) => subjects.includes(subject)) === true ? 'persisting' : 'new',
      request: request === undefined ? null : { id: request.id, number: request.number },
    };
  };
  const listed = itemsOf(checklist)
    .flatMap((item) => {
      const found = abnormal.get(item.id);
      return found === undefined ? [] : [problemOf(item, found)];
    })
    .toSorted((one, other) => severityRank(one) - severityRank(other));
  return joinOneCause(listed, abnormal).map((problem, at) => ({ no: at + 1, ...problem }));
}

/** Checks by which a seat is not ready for lessons; what only inspections ask is not among them. */
const failedChecks = (reading: StationReading | null): ReadonlySet<string> =>
  new Set(reading?.run.findings.flatMap(({ check, outcome }) => (outcome === 'fail' ? [check] : [])));

const keepsSeatOut = ({ subject, automatic }: Cell, failed: ReadonlyMap<string, ReadonlySet<string>>): boolean =>
  automatic?.outcome === 'abnormal' &&
  automatic.findings.some(({ check, outcome }) => outcome === 'fail' && failed.get(subject)?.has(check) === true);

const graverOf = (one: Severity, other: Severity): Severity =>
  severityRank({ severity: one }) < severityRank({ severity: other }) ? one : other;

const severityRank = ({ severity }: Pick<InspectionProblem, 'severity'>): number =>
  severitySchema.options.indexOf(severity);

/** The inspector writes in one language only, so both get that text. An emptied text means: as proposed. */
const ownText = (text: string | undefined): BothLanguages | null =>
  text === undefined || text === '' ? null : { 'zh-CN': text, en: text };

/** The civil date so many working days after another one. */
export function dateAfter(today: string, workingDays: number, calendar: Calendar): string {
  const { day } = workingDayAfter(Date.parse(`${today}T00:00:00Z`) / DAY_MS, workingDays, calendar);
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

type Measured = Extract<ItemMethod, { kind: 'measured' }>;

/** Why an item is abnormal for one subject: texts of findings, the value with its limits, the note. May be empty. */
function findingTexts({ method }: ChecklistItem, { automatic, answer }: Cell): BothLanguages[] {
  const findings = automatic?.outcome === 'abnormal' ? automatic.findings : [];
  const texts = findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map((finding) => finding.said);
  if (answer !== null && answer.value !== null && method.kind === 'measured')
    texts.push(valueWithLimits(method, answer.value));
  if (answer !== null && answer.note !== '') texts.push({ 'zh-CN': answer.note, en: answer.note });
  return texts.filter(
    (one, at) => texts.findIndex((other) => other['zh-CN'] === one['zh-CN'] && other.en === one.en) === at,
  );
}

function valueWithLimits(method: Measured, value: number): BothLanguages {
  const number = (amount: number) => amount.toFixed(method.decimals);
  const limits = (to: string) => limitsText(method, number, to);
  const found = `${number(value)} ${method.unit}`;
  if (method.min === undefined && method.max === undefined) return { 'zh-CN': found, en: found };
  return { 'zh-CN': `${found}（${limits('～')}）`, en: `${found} (${limits('–')})` };
}

function limitsText({ min, max, unit }: Measured, number: (amount: number) => string, to: string): string {
  if (min !== undefined && max !== undefined) return `${number(min)}${to}${number(max)} ${unit}`;
  return min === undefined ? `≤ ${number(max!)} ${unit}` : `≥ ${number(min)} ${unit}`;
}
