import {
  type Cell,
  type Counts,
  countsOf,
  resultOf,
  settledResultOf,
} from '../../../../../shared/domain/inspection/cell.ts';
import {
  type Checklist,
  type ChecklistItem,
  type ItemMethod,
  itemsOf,
} from '../../../../../shared/domain/inspection/checklist.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import {
  type ItemOutcome,
  LAB_SUBJECT,
  type Subject,
  subjectOfSeat,
} from '../../../../../shared/domain/inspection/inspection-terms.ts';

/** One item for one subject. */
export interface Spot {
  readonly item: string;
  readonly subject: Subject;
}
export type Cells = ReadonlyMap<string, Cell>;

export const keyOf = ({ item, subject }: Spot): string => `${item}\n${subject}`;
export const cellsByKey = (cells: readonly Cell[]): Map<string, Cell> =>
  new Map(cells.map((cell) => [keyOf(cell), cell]));

const indexes = new WeakMap<readonly Cell[], Cells>();

/** The cells of a session by key. */
export function indexOf(cells: readonly Cell[]): Cells {
  const index = indexes.get(cells) ?? cellsByKey(cells);
  indexes.set(cells, index);
  return index;
}

/** Replaces cells; the others stay the same objects, and neither list nor index is built anew: a lab has thousands of them. */
export function cellsReplaced(before: readonly Cell[], changed: readonly Cell[]): Cell[] {
  const index = new Map(indexOf(before));
  const replacements = new Map<Cell, Cell>();
  for (const cell of changed) {
    const key = keyOf(cell);
    const last = index.get(key);
    if (last === undefined) continue;
    replacements.set(last, cell);
    index.set(key, cell);
  }
  const cells = before.map((cell) => replacements.get(cell) ?? cell);
  indexes.set(cells, index);
  return cells;
}

/** The lab, if the checklist asks about it, and the seats in their order. */
export function subjectsOf({ checklist, stations }: Pick<InspectionSession, 'checklist' | 'stations'>): Subject[] {
  const seats = stations.map(({ seat }) => subjectOfSeat(seat));
  return itemsOf(checklist).some(({ asked }) => asked === 'per-lab') ? [LAB_SUBJECT, ...seats] : seats;
}

const isAskedOf = ({ asked }: Pick<ChecklistItem, 'asked'>, subject: Subject): boolean =>
  (asked === 'per-lab') === (subject === LAB_SUBJECT);

/** Sections with the items that apply to the subject. */
export const sectionsFor = ({ sections }: Pick<Checklist, 'sections'>, subject: Subject): Checklist['sections'] =>
  sections
    .map((section) => ({ ...section, items: section.items.filter((item) => isAskedOf(item, subject)) }))
    .filter(({ items }) => items.length > 0);

/** Something is still to be said about it: an answer, or the reason for deciding otherwise than the program. */
export const isOpen = (cell: Cell | undefined): boolean => cell !== undefined && settledResultOf(cell) === null;

/** Nobody has answered it, nor has the program: what an answer for all the rest fills. */
export const isUnanswered = (cell: Cell | undefined): boolean => cell !== undefined && resultOf(cell) === null;

export const countsWhere = (cells: Iterable<Cell>, wanted: (cell: Cell) => boolean): Counts =>
  countsOf([...cells].filter(wanted).map(settledResultOf));

/** Every spot in the order of the work: seat by seat, each in the order of the checklist. */
export const spotsOf = (session: Pick<InspectionSession, 'checklist' | 'stations'>): Spot[] =>
  subjectsOf(session).flatMap((subject) =>
    sectionsFor(session.checklist, subject).flatMap(({ items }) => items.map(({ id }) => ({ item: id, subject }))),
  );

/** The next spot that fits (the previous one with `step` -1), wrapping around; null when there is no other. */
export function spotAfter(
  spots: readonly Spot[],
  from: Spot | null,
  fits: (spot: Spot) => boolean,
  step = 1,
): Spot | null {
  const isFrom = (spot: Spot) => spot.item === from?.item && spot.subject === from.subject;
  const at = from === null ? -1 : spots.findIndex(isFrom);
  for (let walked = 1; walked <= spots.length; walked += 1) {
    const spot = spots[(at + step * walked + spots.length * 2) % spots.length];
    if (spot !== undefined && !isFrom(spot) && fits(spot)) return spot;
  }
  return null;
}

type Measured = Extract<ItemMethod, { kind: 'measured' }>;

/** Reads numbers as people type them: `26．5`, `26,5`, `−3`. @returns null for anything else. */
export function readNumber(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim().replace(',', '.').replace('\u2212', '-');
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

/** Outcome that a measured value suggests; null without a value or limits. */
export function proposeOutcome(value: number | null, { min, max }: Pick<Measured, 'min' | 'max'>): ItemOutcome | null {
  if (value === null || (min === undefined && max === undefined)) return null;
  return (min !== undefined && value < min) || (max !== undefined && value > max) ? 'abnormal' : 'normal';
}
