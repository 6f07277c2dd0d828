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
  /** Whether its place is more than a room: 301-04 where the lab is 301, or 4号机位. */
  readonly isSpot: (line: BookLine) => boolean;
}

const SEAT_WORD = /[a-z0-9]\s*(?:号?机位|号机|号位|号座|座位)$/u;

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
  const isSpot = ({ row }: BookLine) =>
    SEAT_WORD.test(plainWords(row.place)) ||
    [...labs].some((lab) => /[a-z0-9]/u.test(squeezed(row.place).split(lab).slice(1).join(lab)));
  return { isHere, isSpot, isElsewhere: (room) => named.size > 0 && !isHere(room) };
}
