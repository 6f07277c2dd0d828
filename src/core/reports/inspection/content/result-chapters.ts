import type { ChecklistItem, ItemMethod } from '../../../../shared/domain/inspection/checklist.ts';
import type { InspectionReport } from '../../../../shared/domain/inspection/inspection-report.ts';
import type { Block, Line, TableBlock } from './report-content.ts';
import { joinFindings } from './join-findings.ts';
import { columnsFrom, type ReportWords } from './report-words.ts';
import { type Cell, isOverridden, resultOf } from '../../../../shared/domain/inspection/cell.ts';
import {
  type ItemOutcome,
  LAB_SUBJECT,
  seatOfSubject,
  subjectSchema,
} from '../../../../shared/domain/inspection/inspection-terms.ts';

type Section = InspectionReport['sections'][number];
type ItemOfReport = Pick<ChecklistItem, 'text' | 'criterion' | 'method'>;

/** Id of the checklist section that has a chapter of its own. */
const ENVIRONMENT = 'environment';

const SHARES = { item: 20, criterion: 31, method: 11, measured: 10, result: 28 };

/** The published criterion of an item; for a measured item without one, its limits. */
export function criterionOf({ criterion, method }: ItemOfReport, { own, say }: ReportWords): string {
  if (criterion !== undefined) return own(criterion);
  if (method.kind !== 'measured') return say('none');
  const { min, max, unit } = method;
  if (min !== undefined && max !== undefined) return say('limits.between', { min, max, unit });
  if (min !== undefined) return say('limits.atLeast', { min, unit });
  return max === undefined ? say('none') : say('limits.atMost', { max, unit });
}

function resultTable({ items }: Section, seats: readonly string[], words: ReportWords): TableBlock {
  return {
    type: 'table',
    small: true,
    columns: columnsFrom(SHARES, words),
    rows: items.map(({ item, cells }) => [
      words.own(item.text),
      criterionOf(item, words),
      words.term(`method.${item.method.kind}`),
      measuredText(item.method, cells, words),
      conclusionLines(item.method, cells, seats, words),
    ]),
  };
}

const seatsOf = ({ stations }: InspectionReport): string[] => stations.map(({ seat }) => seat);

/** Measured values and state of the room. */
export function environmentBlocks(report: InspectionReport, words: ReportWords): Block[] {
  return report.sections
    .filter(({ id }) => id === ENVIRONMENT)
    .flatMap((section): Block[] => [
      { type: 'heading', level: 3, text: words.own(section.title) },
      resultTable(section, seatsOf(report), words),
    ]);
}

/** Every other section, item by item. */
export function resultBlocks(report: InspectionReport, words: ReportWords): Block[] {
  const sections = report.sections.filter(({ id }) => id !== ENVIRONMENT);
  return [
    ...(sections.length === 0 ? [] : [{ type: 'paragraph', look: 'note', text: words.say('howToRead') } as const]),
    ...sections.flatMap((section): Block[] => [
      { type: 'heading', level: 3, text: words.own(section.title) },
      resultTable(section, seatsOf(report), words),
    ]),
  ];
}

const valuesIn = (cells: readonly Cell[]): number[] => cells.flatMap(({ answer }) => answer?.value ?? []);

const withUnit = (value: number, method: ItemMethod): string =>
  method.kind === 'measured' ? `${value.toFixed(method.decimals)} ${method.unit}` : String(value);

/** Values read from an instrument: one value, or the lowest and the highest of several. */
function measuredText(method: ItemMethod, cells: readonly Cell[], { say }: ReportWords): string {
  const values = valuesIn(cells);
  if (values.length === 0) return say('none');
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const lowest = withUnit(min, method);
  return min === max ? lowest : say('range', { from: lowest, to: withUnit(max, method) });
}

/** What the program found, except what passed, then the note of the inspector. */
export function foundIn(
  { automatic, answer }: Cell,
  { own, language }: Pick<ReportWords, 'own' | 'language'>,
): string[] {
  const findings = (automatic?.findings ?? []).filter(({ outcome }) => outcome !== 'pass').map(({ said }) => own(said));
  const note = answer === null || answer.note === '' ? [] : [answer.note];
  return [...new Set([...joinFindings(findings, language), ...note])];
}

/** Text of one cell; cells with the same text share a line. */
interface CellText {
  readonly kind: ItemOutcome | 'open';
  readonly words: string;
}

/**
 * What was answered together with others is marked: nobody has spoken of that cell by itself. So is what the inspector decided otherwise
 * than the program found.
 */
function cellText(method: ItemMethod, cell: Cell, partly: ReadonlySet<string>, words: ReportWords): CellText {
  const text = withoutPart(textOf(method, cell, words), cell, partly, words);
  if (isOverridden(cell)) {
    const said = cell.automatic?.outcome === 'normal' ? 'overriddenNormal' : 'overridden';
    return { ...text, words: words.say(said, { words: text.words }) };
  }
  return resultOf(cell)?.bulk === true ? { ...text, words: words.say('inBulk', { words: text.words }) } : text;
}

/**
 * Checks that apply at some of the seats only: where one does not, what is normal there is normal without it, and says so. One that
 * applies nowhere is not worth a word.
 */
function checksInPart(cells: readonly Cell[]): ReadonlySet<string> {
  const findings = cells.flatMap(({ automatic }) => automatic?.findings ?? []);
  const applying = new Set(findings.flatMap(({ check, outcome }) => (outcome === 'not-applicable' ? [] : [check])));
  return new Set(
    findings.flatMap(({ check, outcome }) => (outcome === 'not-applicable' && applying.has(check) ? [check] : [])),
  );
}

function withoutPart(
  text: CellText,
  cell: Cell,
  partly: ReadonlySet<string>,
  { own, say, list }: ReportWords,
): CellText {
  if (text.kind !== 'normal' || cell.answer !== null) return text;
  const left = (cell.automatic?.findings ?? []).filter(
    ({ check, outcome }) => outcome === 'not-applicable' && partly.has(check),
  );
  if (left.length === 0) return text;
  const reason = list([...new Set(left.map(({ said }) => own(said)))]);
  return { ...text, words: say('normalInPart', { outcome: text.words, reason }) };
}

function textOf(method: ItemMethod, cell: Cell, words: ReportWords): CellText {
  const { say, term } = words;
  const result = resultOf(cell);
  if (result === null) return { kind: 'open', words: say('open') };
  const outcome = term(`outcome.${result.outcome}`);
  const found = foundIn(cell, words);
  if (result.outcome === 'normal' || result.outcome === 'not-applicable') {
    const unmet = result.by === 'program' ? cell.automatic?.unmet : undefined;
    const because =
      unmet === undefined ? outcome : say('because', { outcome, reason: term(`unmet.${unmet.equipment}`) });
    const note = cell.answer?.note ?? '';
    return { kind: result.outcome, words: note === '' ? because : words.labelled(because, note) };
  }
  if (result.outcome === 'not-inspected') {
    const reason = term(`reason.${result.reason!}`);
    const because = say('because', { outcome, reason });
    const note = cell.answer?.note ?? '';
    return { kind: 'not-inspected', words: note === '' ? because : words.labelled(because, note) };
  }
  const value = cell.answer?.value ?? null;
  const said = [...(value === null ? [] : [withUnit(value, method)]), ...found];
  return { kind: 'abnormal', words: said.length === 0 ? outcome : words.labelled(outcome, said.join(say('then'))) };
}

const KINDS: readonly CellText['kind'][] = ['abnormal', 'not-inspected', 'open', 'normal', 'not-applicable'];

/**
 * Conclusion of an item: seats with the same text on one line, abnormal ones first and emphasized.
 * @param seats every seat of the lab: a text that is the same at all of them does not name them.
 */
function conclusionLines(
  method: ItemMethod,
  cells: readonly Cell[],
  seats: readonly string[],
  words: ReportWords,
): Line[] {
  const alike = new Map<string, { text: CellText; at: string[]; lab: boolean }>();
  const partly = checksInPart(cells);
  for (const cell of cells) {
    const text = cellText(method, cell, partly, words);
    const key = `${text.kind} ${text.words}`;
    const group = alike.get(key) ?? { text, at: [], lab: false };
    const seat = seatOfSubject(cell.subject);
    if (seat !== null) group.at.push(seat);
    alike.set(key, { ...group, lab: group.lab || cell.subject === LAB_SUBJECT });
  }
  const groups = [...alike.values()].toSorted(
    (one, other) => KINDS.indexOf(one.text.kind) - KINDS.indexOf(other.text.kind),
  );
  return groups.map(({ text: { kind, words: text }, at, lab }) => ({
    text: lab ? text : words.say('atSeats', { words: text, seats: whereOf(at, seats, words) }),
    strong: kind === 'abnormal' || kind === 'open',
  }));
}

const whereOf = (at: readonly string[], seats: readonly string[], { say, seats: named }: ReportWords): string =>
  at.length === seats.length && at.length > 1 ? say('allSeats', { count: at.length }) : named(at);

export function photoBlocks({ photos, sections }: InspectionReport, words: ReportWords): Block[] {
  if (photos.length === 0) return [];
  const { say, own, places, moment } = words;
  const names = new Map(sections.flatMap(({ items }) => items.map(({ item }) => [item.id, own(item.text)])));
  return [
    {
      type: 'photos',
      missing: say('photoMissing'),
      photos: photos.map(({ id, item, subject, width, height, takenAt }, at) => {
        const place = subjectSchema.safeParse(subject);
        return {
          id,
          width,
          height,
          caption: say('photo', {
            no: at + 1,
            place: place.success ? places([place.data]) : subject,
            item: names.get(item) ?? item,
            at: moment(takenAt),
          }),
        };
      }),
    },
  ];
}
