import type { BookLine } from './book-lines.ts';
import type { EquipmentReading } from './found-equipment.ts';
import { plainWords } from './same-model.ts';

const squeezed = (text: string): string => plainWords(text).replaceAll(' ', '');

/** Which rooms of the books are the inspected lab, whatever the papers call it. */
export interface Rooms {
  /** Some lines name this lab, and this one names another room. */
  readonly isElsewhere: (room: string) => boolean;
  /** Named as this lab, not named at all, the only room there is, or one its devices stand in. */
  readonly isHere: (room: string) => boolean;
}

/** @param known lines whose serial number was read in this lab. */
export function roomsOf(
  lines: readonly BookLine[],
  known: ReadonlySet<BookLine>,
  readings: readonly EquipmentReading[],
): Rooms {
  const labs = new Set(readings.flatMap(({ run }) => (run.station === null ? [] : [squeezed(run.station.lab)])));
  const rooms = new Set(lines.map(({ room }) => room));
  const named = new Set([...rooms].filter((room) => [...labs].some((lab) => squeezed(room).includes(lab))));
  // However the school calls this lab: where its devices stand by their numbers.
  const home = new Set(named.size > 0 ? [] : lines.filter((line) => known.has(line)).map(({ room }) => room));
  const isHere = (room: string) => room === '' || rooms.size === 1 || named.has(room) || home.has(room);
  return { isHere, isElsewhere: (room) => named.size > 0 && !isHere(room) };
}
