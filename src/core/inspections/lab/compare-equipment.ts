import type { Books, EquipmentRow, EquipmentState } from '../../../shared/domain/inspection/lab-equipment.ts';
import { type BookLine, linesOf } from './book-lines.ts';
import { alike, bookRow, foundRow, type Searched } from './equipment-rows.ts';
import { CLASS_OF_KIND } from './equipment-words.ts';
import { type EquipmentReading, findEquipment, type FoundDevice, hasEquipment } from './found-equipment.ts';
import { pairBySerial, pairByWords } from './pair-up.ts';
import { roomsOf } from './rooms.ts';

/**
 * The equipment of the lab against the school's books (账物相符), in the order of the books; what no line holds comes after. Left out
 * are lines about something else (desks, PCs, cables), which the program could not see, and those of other rooms.
 * @param names what a device is called on screen, by its catalogue id and recognised name.
 * @param unread seats nothing came from: what may stand there is `cannot-tell`, never `missing`.
 */
export function compareEquipment(
  books: Books | null,
  readings: readonly EquipmentReading[],
  names: (model: string, name: string) => string,
  unread: readonly string[],
): EquipmentRow[] {
  const read = readings.filter(hasEquipment);
  const found = findEquipment(read, names);
  if (books === null) return alike(found).map((devices) => foundRow(devices, 'cannot-tell'));
  const blind = [...unread, ...readings.filter((reading) => !hasEquipment(reading)).map(({ seat }) => seat)];
  const all = linesOf(books, [...read.map(({ seat }) => seat), ...blind]);
  const known = pairBySerial(all, found);
  const { isElsewhere, isHere, isSpot } = roomsOf(all, new Set(known.pairs.keys()), readings);
  const lines = all.filter((line) => known.pairs.has(line) || !isElsewhere(line.room));
  const { pairs, left } = pairByWords(lines, known);
  // A seat that is none of the session's has been read by nobody.
  const wasRead = (line: BookLine) =>
    line.seat === null ? blind.length === 0 && !isSpot(line) : !blind.includes(line.seat);
  const searched = (line: BookLine): Searched => (isHere(line.room) && wasRead(line) ? 'searched' : 'unknown');
  const listed = new Set(lines.map(({ words }) => words.about));
  return [
    ...lines.map((line) => bookRow(line, pairs.get(line) ?? [], searched(line))),
    ...alike(left).map((devices) => foundRow(devices, stateAlone(devices[0]!, listed))),
  ];
}

/** Controllers and base stations often stand in the books as one set with their headset. */
function stateAlone({ kind, seats }: FoundDevice, listed: ReadonlySet<string | null>): EquipmentState {
  const itsClass = CLASS_OF_KIND[kind]!;
  const maybeOfSet = itsClass !== 'worn' && !listed.has(itsClass);
  return seats.length > 1 || maybeOfSet ? 'cannot-tell' : 'not-in-books';
}
