import { formatInstant } from '../../../shared/beijing-time.ts';
import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import type { CheckRun } from '../../../shared/domain/check-run.ts';
import type { Finding, Outcome } from '../../../shared/domain/finding.ts';
import type { AutomaticResult, FindingInWords } from '../../../shared/domain/inspection/cell.ts';
import type { ChecklistItem, ItemMethod } from '../../../shared/domain/inspection/checklist.ts';
import { seatOfSubject, type Subject } from '../../../shared/domain/inspection/inspection-terms.ts';
import {
  type Books,
  type EquipmentRow,
  equipmentStateSchema,
} from '../../../shared/domain/inspection/lab-equipment.ts';

/** What was found at one seat. */
export interface SeatFacts {
  readonly run: Pick<CheckRun, 'id' | 'startedAt'>;
  readonly findings: readonly Finding[];
  /** A finding as it is said now; its words are kept, so that a record never changes its words. */
  readonly word: (finding: Finding) => BothLanguages;
}

/** What the program knows of a lab. */
export interface LabFacts {
  /** Every seat; null where nothing came from it. */
  readonly seats: ReadonlyMap<string, SeatFacts | null>;
  readonly books: Books | null;
  /** The lab against the books. */
  readonly equipment: readonly EquipmentRow[];
  /** What does not agree with the books, all of it in one state. */
  readonly wordRows: (rows: readonly EquipmentRow[]) => BothLanguages;
}

type Automatic = Extract<ItemMethod, { kind: 'automatic' }>;
type Judged = Pick<AutomaticResult, 'outcome' | 'reason'>;

const NORMAL: Judged = { outcome: 'normal', reason: null };
const ABNORMAL: Judged = { outcome: 'abnormal', reason: null };
const CANNOT_TELL: Judged = { outcome: 'not-inspected', reason: 'program-cannot-tell' };
const NOT_APPLICABLE: Judged = { outcome: 'not-inspected', reason: 'not-applicable' };
/** The worst one counts; it stands last. */
const BY_WEIGHT = [NOT_APPLICABLE, NORMAL, CANNOT_TELL, ABNORMAL];

const worstOf = (judged: readonly Judged[]): Judged => BY_WEIGHT.findLast((one) => judged.includes(one)) ?? CANNOT_TELL;

/**
 * What the program can say about an item by itself.
 * @returns null where it is for the inspector to say: the item is not automatic, or the facts have not come yet.
 */
export function fillAutomatic(item: ChecklistItem, subject: Subject, lab: LabFacts): AutomaticResult | null {
  const { method } = item;
  if (method.kind === 'books') return subject === 'lab' ? againstBooks(lab) : null;
  if (method.kind !== 'automatic') return null;
  const seat = seatOfSubject(subject);
  if (seat === null) return overTheLab(method, [...lab.seats.values()]);
  const facts = lab.seats.get(seat) ?? null;
  return facts === null ? null : atSeat(method, facts);
}

function atSeat({ checks, warning }: Automatic, { run, findings, word }: SeatFacts): AutomaticResult {
  const concerned = findings.filter(({ check }) => checks.includes(check));
  const missing = checks.some((check) => concerned.every((finding) => finding.check !== check));
  const judged = concerned.map((finding) => judgedBy(finding, warning));
  return {
    ...worstOf(missing ? [...judged, CANNOT_TELL] : judged),
    at: run.startedAt,
    run: run.id,
    findings: concerned.map((finding) => ({ ...finding, said: word(finding) })),
  };
}

const BY_OUTCOME: Readonly<Record<Exclude<Outcome, 'warn'>, Judged>> = {
  pass: NORMAL,
  fail: ABNORMAL,
  unknown: CANNOT_TELL,
  'not-applicable': NOT_APPLICABLE,
};

const judgedBy = ({ outcome }: Finding, warning: Automatic['warning']): Judged =>
  BY_OUTCOME[outcome === 'warn' ? (warning === 'abnormal' ? 'fail' : 'pass') : outcome];

/** The worst seat speaks for the lab. While a seat is missing it can be abnormal, but not normal. */
function overTheLab(method: Automatic, seats: readonly (SeatFacts | null)[]): AutomaticResult | null {
  const results = seats.flatMap((facts) => (facts === null ? [] : [atSeat(method, facts)]));
  const weightOf = ({ outcome, reason }: AutomaticResult) =>
    BY_WEIGHT.findIndex((one) => one.outcome === outcome && one.reason === reason);
  const worst = results.toSorted((one, other) => weightOf(other) - weightOf(one))[0];
  if (worst === undefined) return null;
  return worst.outcome === 'abnormal' || results.length === seats.length ? worst : null;
}

function againstBooks({ books, equipment, seats, wordRows }: LabFacts): AutomaticResult | null {
  if (books === null) return null;
  const judged = equipment.map(({ state }) =>
    state === 'agrees' ? NORMAL : state === 'cannot-tell' ? CANNOT_TELL : ABNORMAL,
  );
  const read = [...seats.values()].flatMap((facts) => (facts === null ? [] : [Date.parse(facts.run.startedAt)]));
  const at = formatInstant(new Date(Math.max(Date.parse(books.importedAt), ...read)));
  return { ...worstOf(judged), at, run: null, findings: differences(equipment, wordRows) };
}

/** A finding for each way in which the lab and its books differ. */
function differences(equipment: readonly EquipmentRow[], wordRows: LabFacts['wordRows']): FindingInWords[] {
  return equipmentStateSchema.options.flatMap((state) => {
    const rows = equipment.filter((row) => row.state === state);
    if (state === 'agrees' || rows.length === 0) return [];
    const outcome = state === 'cannot-tell' ? 'unknown' : 'fail';
    const evidence = { state, rows: rows.length };
    return [{ check: 'equipment-books', outcome, subject: 'lab', evidence, cause: null, said: wordRows(rows) }];
  });
}
