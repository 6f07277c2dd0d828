import { formatInstant } from '../../../shared/beijing-time.ts';
import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { Finding, Outcome } from '../../../shared/domain/finding.ts';
import type { AutomaticResult, FindingInWords } from '../../../shared/domain/inspection/cell.ts';
import type { AppliesWhen, ChecklistItem, ItemMethod } from '../../../shared/domain/inspection/checklist.ts';
import { LAB_SUBJECT, seatOfSubject, type Subject } from '../../../shared/domain/inspection/inspection-terms.ts';
import {
  type AssetRegister,
  type EquipmentRow,
  equipmentStateSchema,
} from '../../../shared/domain/inspection/lab-equipment.ts';
import { briefly, type Wording } from '../../../shared/wording.ts';
import { inspectionFindings } from '../../checks/inspection-findings.ts';
import { publicationOf } from '../../published/publication-in-use.ts';
import type { InspectionMaterial, StationReading } from '../../records/material.ts';
import { cellAt, type StoredCell, type StoredInspection } from '../../store/stored-inspection.ts';
import { compareEquipment } from '../lab/equipment/compare-equipment.ts';
import type { InspectionDependencies } from '../inspections.ts';
import { askedCells } from './checklist.ts';
import { type Applies, appliesAtSeat, appliesToLab } from './item-condition.ts';

/** What findings are derived by and worded with. */
export type FillDependencies = Pick<InspectionDependencies, 'publication' | 'words'>;

/**
 * The cells that the program fills, after facts of a seat have changed. Answers of the inspector stay in them.
 * @param inspection with the new facts.
 * @param seat with new facts; null: only what concerns the lab as a whole is filled anew.
 */
export function filledCells(inspection: StoredInspection, seat: string | null, deps: FillDependencies): StoredCell[] {
  const facts = labFacts(inspection, deps);
  return askedCells(inspection)
    .filter(({ item: { method, appliesWhen } }) => isOfProgram(method) || appliesWhen !== undefined)
    .filter(({ subject }) => subject === LAB_SUBJECT || (seat !== null && seatOfSubject(subject) === seat))
    .map(({ item, subject }) => ({
      ...cellAt(inspection.cells, item.id, subject),
      automatic: fillAutomatic(item, subject, facts),
    }));
}

const isOfProgram = ({ kind }: ItemMethod): boolean => kind === 'automatic' || kind === 'books';

/** What was found at one seat. */
export interface SeatFacts {
  readonly run: Pick<CheckRun, 'id' | 'startedAt'>;
  readonly applies: (condition: AppliesWhen) => Applies;
  readonly findings: readonly Finding[];
  /** The text of a finding as of now. It is stored, so that a record never changes its text. */
  readonly word: (finding: Finding) => BothLanguages;
}

/** What the program knows of a lab. */
export interface LabFacts {
  /** Every seat; null where nothing came from it. */
  readonly seats: ReadonlyMap<string, SeatFacts | null>;
  /** The asset register; null: none was imported. */
  readonly books: AssetRegister | null;
  /** The lab against the asset register. */
  readonly equipment: readonly EquipmentRow[];
  /** Names rows that do not agree with the register, all of them in one state. */
  readonly wordRows: (rows: readonly EquipmentRow[]) => BothLanguages;
}

type Automatic = Extract<ItemMethod, { kind: 'automatic' }>;
type Judgement = Pick<AutomaticResult, 'outcome' | 'reason'>;

const NORMAL: Judgement = { outcome: 'normal', reason: null };
const ABNORMAL: Judgement = { outcome: 'abnormal', reason: null };
const CANNOT_TELL: Judgement = { outcome: 'not-inspected', reason: 'program-cannot-tell' };
const NOT_APPLICABLE: Judgement = { outcome: 'not-applicable', reason: null };
/** From best to worst. */
const BY_WEIGHT = [NOT_APPLICABLE, NORMAL, CANNOT_TELL, ABNORMAL];

const worstOf = (judgements: readonly Judgement[]): Judgement =>
  BY_WEIGHT.findLast((one) => judgements.includes(one)) ?? CANNOT_TELL;

/**
 * What the program can determine about an item by itself.
 * @returns null where it is for the inspector to answer: the item is not automatic, or the facts have not come yet.
 */
export function fillAutomatic(item: ChecklistItem, subject: Subject, lab: LabFacts): AutomaticResult | null {
  const { method, appliesWhen } = item;
  const unmet = appliesWhen === undefined ? null : notApplicable(appliesWhen, subject, lab);
  if (unmet !== null) return unmet;
  if (method.kind === 'books') return subject === 'lab' ? againstRegister(lab) : null;
  if (method.kind !== 'automatic') return null;
  const seat = seatOfSubject(subject);
  if (seat === null) return overTheLab(method, [...lab.seats.values()]);
  const facts = lab.seats.get(seat) ?? null;
  return facts === null ? null : atSeat(method, facts);
}

/** The item does not apply, and why. @returns null where it applies, or nobody knows. */
function notApplicable(unmet: AppliesWhen, subject: Subject, { seats }: LabFacts): AutomaticResult | null {
  if (appliesTo(unmet, subject, seats) !== 'no') return null;
  const seat = seatOfSubject(subject);
  const runs = [...seats].flatMap(([name, facts]) => (facts === null || name !== (seat ?? name) ? [] : [facts.run]));
  const last = runs.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt)).at(-1)!;
  return { ...NOT_APPLICABLE, at: last.startedAt, run: last.id, findings: [], unmet };
}

/** Whether a condition holds for a subject, by what came from its seat, or from every seat for the lab. */
function appliesTo(condition: AppliesWhen, subject: Subject, seats: LabFacts['seats']): Applies {
  const at = (facts: SeatFacts | null): Applies => facts?.applies(condition) ?? 'unknown';
  const seat = seatOfSubject(subject);
  return seat === null ? appliesToLab([...seats.values()].map(at)) : at(seats.get(seat) ?? null);
}

/** Whether items apply to subjects, by everything known of the lab now. An item without a condition does. */
export function createConditions(lab: LabMaterial, deps: FillDependencies) {
  const { seats } = labFacts(lab, deps);
  return ({ appliesWhen }: Pick<ChecklistItem, 'appliesWhen'>, subject: Subject): Applies =>
    appliesWhen === undefined ? 'yes' : appliesTo(appliesWhen, subject, seats);
}

function atSeat({ checks, warning }: Automatic, { run, findings, word }: SeatFacts): AutomaticResult {
  const concerned = findings.filter(({ check }) => checks.includes(check));
  const missing = checks.some((check) => concerned.every((finding) => finding.check !== check));
  const judgements = concerned.map((finding) => judgementOf(finding, warning));
  return {
    ...worstOf(missing ? [...judgements, CANNOT_TELL] : judgements),
    at: run.startedAt,
    run: run.id,
    findings: concerned.map((finding) => ({ ...finding, said: word(finding) })),
  };
}

const BY_OUTCOME: Readonly<Record<Exclude<Outcome, 'warn'>, Judgement>> = {
  pass: NORMAL,
  fail: ABNORMAL,
  unknown: CANNOT_TELL,
  'not-applicable': NOT_APPLICABLE,
};

const judgementOf = ({ outcome }: Finding, warning: Automatic['warning']): Judgement =>
  BY_OUTCOME[outcome === 'warn' ? (warning === 'abnormal' ? 'fail' : 'pass') : outcome];

/** The lab is as its worst seat. While a seat is missing it can be abnormal, but not normal. */
function overTheLab(method: Automatic, seats: readonly (SeatFacts | null)[]): AutomaticResult | null {
  const results = seats.flatMap((facts) => (facts === null ? [] : [atSeat(method, facts)]));
  const weightOf = ({ outcome, reason }: AutomaticResult) =>
    BY_WEIGHT.findIndex((one) => one.outcome === outcome && one.reason === reason);
  const worst = results.toSorted((one, other) => weightOf(other) - weightOf(one))[0];
  if (worst === undefined) return null;
  return worst.outcome === 'abnormal' || results.length === seats.length ? worst : null;
}

function againstRegister({ books, equipment, seats, wordRows }: LabFacts): AutomaticResult | null {
  if (books === null) return null;
  const judgements = equipment.map(({ state }) =>
    state === 'agrees' ? NORMAL : state === 'cannot-tell' ? CANNOT_TELL : ABNORMAL,
  );
  const readAt = [...seats.values()].flatMap((facts) => (facts === null ? [] : [Date.parse(facts.run.startedAt)]));
  const at = formatInstant(new Date(Math.max(Date.parse(books.importedAt), ...readAt)));
  return { ...worstOf(judgements), at, run: null, findings: differences(equipment, wordRows) };
}

/** A finding for each way in which the lab and its asset register differ. */
function differences(equipment: readonly EquipmentRow[], wordRows: LabFacts['wordRows']): FindingInWords[] {
  return equipmentStateSchema.options.flatMap((state) => {
    const rows = equipment.filter((row) => row.state === state);
    if (state === 'agrees' || rows.length === 0) return [];
    const outcome = state === 'cannot-tell' ? 'unknown' : 'fail';
    const evidence = { state, rows: rows.length };
    return [{ check: 'equipment-books', outcome, subject: 'lab', evidence, cause: null, said: wordRows(rows) }];
  });
}

type LabMaterial = Pick<InspectionMaterial, 'header' | 'seats' | 'books'>;

/** The equipment found in the lab against the asset register. @param names what a model is called on screen. */
export function equipmentOf(
  { seats, books }: Pick<LabMaterial, 'seats' | 'books'>,
  names: Wording['modelName'],
): EquipmentRow[] {
  const readings = seats.flatMap(({ reading }) => reading ?? []);
  const unread = seats.filter(({ reading }) => reading === null).map(({ seat }) => seat);
  return compareEquipment(books, readings, names, unread);
}

function labFacts(lab: LabMaterial, { publication: inUse, words }: FillDependencies): LabFacts {
  const publication = publicationOf(inUse, lab.header.publication);
  const wordings = [words('zh-CN'), words('en')] as const;
  const seatFacts = ({ run }: StationReading): SeatFacts => {
    let findings: readonly Finding[] | null = null;
    return {
      run,
      applies: (condition) => appliesAtSeat(condition, run, publication.catalogue),
      get findings() {
        return (findings ??= inspectionFindings(run, publication));
      },
      word: (finding) => findingInBoth(finding, run, wordings),
    };
  };
  return {
    seats: new Map(lab.seats.map(({ seat, reading }) => [seat, reading === null ? null : seatFacts(reading)])),
    books: lab.books,
    equipment: equipmentOf(lab, wordings[0].modelName),
    wordRows: (rows) => ({ 'zh-CN': rowsAsText(rows, wordings[0]), en: rowsAsText(rows, wordings[1]) }),
  };
}

function findingInBoth(finding: Finding, run: CheckRun, [zh, en]: readonly [Wording, Wording]): BothLanguages {
  const text = (wording: Wording): string => briefly(wording, finding, run.devices);
  return { 'zh-CN': text(zh), en: text(en) };
}

/** Rows that a problem names one by one; the table has all of them. */
const MAX_NAMED = 6;

function rowsAsText(rows: readonly EquipmentRow[], { t, list }: Wording): string {
  const named = rows.slice(0, MAX_NAMED).map(({ model, assetNumber, serialFound, serialInBooks }) => {
    const mark = assetNumber || serialFound || serialInBooks;
    return t(`inspections:session.books.${mark === '' ? 'row' : 'rowMarked'}`, { model, mark });
  });
  return t(`inspections:session.books.${rows.length > MAX_NAMED ? 'more' : 'rows'}`, {
    state: t(`inspections:terms.equipment.${rows[0]!.state}`),
    count: rows.length,
    named: list(named),
  });
}
