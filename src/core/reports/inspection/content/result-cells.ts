import { type Cell, resultOf } from '../../../../shared/domain/inspection/cell.ts';
import type { ItemMethod } from '../../../../shared/domain/inspection/checklist.ts';
import { LAB_SUBJECT, seatOfSubject } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { Line } from './report-content.ts';
import type { ReportWords } from './report-words.ts';

const valuesIn = (cells: readonly Cell[]): number[] => cells.flatMap(({ answer }) => answer?.value ?? []);

const withUnit = (value: number, method: ItemMethod): string =>
  method.kind === 'measured' ? `${value.toFixed(method.decimals)} ${method.unit}` : String(value);

/** What the instrument showed: one value, or the lowest and the highest of many. */
export function measuredText(method: ItemMethod, cells: readonly Cell[], { say }: ReportWords): string {
  const values = valuesIn(cells);
  if (values.length === 0) return say('none');
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const lowest = withUnit(least, method);
  return least === most ? lowest : say('range', { from: lowest, to: withUnit(most, method) });
}

/** What the program found, as far as it has the last word, then what the inspector wrote. */
export function foundIn({ automatic, answer }: Cell, { own }: Pick<ReportWords, 'own'>): string[] {
  const findings = (automatic?.findings ?? []).filter(({ outcome }) => outcome !== 'pass').map(({ said }) => own(said));
  const note = answer === null || answer.note === '' ? [] : [answer.note];
  return [...new Set([...findings, ...note])];
}

/** How one cell reads; cells that read alike share a line. */
interface Reading {
  readonly kind: 'normal' | 'abnormal' | 'not-inspected' | 'open';
  readonly words: string;
}

function readingOf(method: ItemMethod, cell: Cell, words: ReportWords): Reading {
  const { say, term } = words;
  const result = resultOf(cell);
  if (result === null) return { kind: 'open', words: say('open') };
  const outcome = term(`outcome.${result.outcome}`);
  const found = foundIn(cell, words);
  if (result.outcome === 'normal') {
    const note = cell.answer?.note ?? '';
    return { kind: 'normal', words: note === '' ? outcome : words.labelled(outcome, note) };
  }
  if (result.outcome === 'not-inspected') {
    const because = say('because', { outcome, reason: term(`reason.${result.reason!}`) });
    const note = cell.answer?.note ?? '';
    return { kind: 'not-inspected', words: note === '' ? because : words.labelled(because, note) };
  }
  const value = cell.answer?.value ?? null;
  const said = [...(value === null ? [] : [withUnit(value, method)]), ...found];
  return { kind: 'abnormal', words: said.length === 0 ? outcome : words.labelled(outcome, said.join(say('then'))) };
}

const KINDS: readonly Reading['kind'][] = ['abnormal', 'not-inspected', 'open', 'normal'];

/**
 * Conclusion of an item: seats that read alike on one line, what is wrong first and standing out.
 * @param seats every seat of the lab: an item that is normal at all of them says so instead of naming them.
 */
export function conclusionLines(
  method: ItemMethod,
  cells: readonly Cell[],
  seats: readonly string[],
  words: ReportWords,
): Line[] {
  const alike = new Map<string, { reading: Reading; at: string[]; lab: boolean }>();
  for (const cell of cells) {
    const reading = readingOf(method, cell, words);
    const key = `${reading.kind} ${reading.words}`;
    const group = alike.get(key) ?? { reading, at: [], lab: false };
    const seat = seatOfSubject(cell.subject);
    if (seat !== null) group.at.push(seat);
    alike.set(key, { ...group, lab: group.lab || cell.subject === LAB_SUBJECT });
  }
  const groups = [...alike.values()].toSorted(
    (one, other) => KINDS.indexOf(one.reading.kind) - KINDS.indexOf(other.reading.kind),
  );
  return groups.map(({ reading, at, lab }) => ({
    text: lab ? reading.words : words.say('atSeats', { words: reading.words, seats: whereOf(at, seats, words) }),
    strong: reading.kind === 'abnormal' || reading.kind === 'open',
  }));
}

const whereOf = (at: readonly string[], seats: readonly string[], { say, seats: named }: ReportWords): string =>
  at.length === seats.length && at.length > 1 ? say('allSeats', { count: at.length }) : named(at);
