import { type Cell, type Counts, countsOf, resultOf } from '../../../../../shared/domain/inspection/cell.ts';
import { type Checklist, type ChecklistItem, itemsOf } from '../../../../../shared/domain/inspection/checklist.ts';
import type { InspectionSession } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { LAB_SUBJECT, type Subject, subjectOfSeat } from '../../../../../shared/domain/inspection/inspection-terms.ts';

/** One item for one subject: where the inspector stands. */
export interface Spot {
  readonly item: string;
  readonly subject: Subject;
}
export type Cells = ReadonlyMap<string, Cell>;

export const keyOf = ({ item, subject }: Spot): string => `${item}\n${subject}`;
export const cellsByKey = (cells: readonly Cell[]): Map<string, Cell> =>
  new Map(cells.map((cell) => [keyOf(cell), cell]));

/** The lab, where it is asked about, and the seats in their order. */
export function subjectsOf({ checklist, stations }: Pick<InspectionSession, 'checklist' | 'stations'>): Subject[] {
  const seats = stations.map(({ seat }) => subjectOfSeat(seat));
  return itemsOf(checklist).some(({ asked }) => asked === 'per-lab') ? [LAB_SUBJECT, ...seats] : seats;
}

export const isAskedOf = ({ asked }: Pick<ChecklistItem, 'asked'>, subject: Subject): boolean =>
  (asked === 'per-lab') === (subject === LAB_SUBJECT);

/** Sections with the items that are asked of the subject. */
export const sectionsFor = ({ sections }: Pick<Checklist, 'sections'>, subject: Subject): Checklist['sections'] =>
  sections
    .map((section) => ({ ...section, items: section.items.filter((item) => isAskedOf(item, subject)) }))
    .filter(({ items }) => items.length > 0);

export const isOpen = (cell: Cell | undefined): boolean => cell !== undefined && resultOf(cell) === null;

export const countsWhere = (cells: Iterable<Cell>, wanted: (cell: Cell) => boolean): Counts =>
  countsOf([...cells].filter(wanted).map(resultOf));

/** Every spot in the order of the work: seat by seat, each in the order of the list. */
export const spotsOf = (session: Pick<InspectionSession, 'checklist' | 'stations'>): Spot[] =>
  subjectsOf(session).flatMap((subject) =>
    sectionsFor(session.checklist, subject).flatMap(({ items }) => items.map(({ id }) => ({ item: id, subject }))),
  );

/** The spot after this one (or before it, with -1) that fits, round the end; null where there is none other. */
export function spotAfter(
  spots: readonly Spot[],
  from: Spot | null,
  fits: (spot: Spot) => boolean,
  step = 1,
): Spot | null {
  const at = from === null ? -1 : spots.findIndex((spot) => keyOf(spot) === keyOf(from));
  for (let walked = 1; walked <= spots.length; walked += 1) {
    const spot = spots[(at + step * walked + spots.length * 2) % spots.length];
    if (spot !== undefined && fits(spot) && (from === null || keyOf(spot) !== keyOf(from))) return spot;
  }
  return null;
}
