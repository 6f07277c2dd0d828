import type { BookRow, Books } from '../../../shared/domain/inspection/lab-equipment.ts';
import { isDamagedNumber, serialsIn } from './books/book-rows.ts';
import { serialKeyOf } from './found-equipment.ts';
import { type LineWords, plainWords, wordsOfLine } from './same-model.ts';

/** One thing, or several of a kind without serial numbers, that the books say is there. */
export interface BookLine {
  readonly row: BookRow;
  readonly serial: string;
  readonly serialKey: string | null;
  /** Its number is in the books, but its digits are gone. */
  readonly damaged: boolean;
  readonly expected: number;
  readonly words: LineWords;
  /** Seat its place names; null: the lab as a whole, or nothing. */
  readonly seat: string | null;
  /** Its place without the seat, to be compared with others. */
  readonly room: string;
}

/** 301-07, 07号机位, Seat 7: what stands last. Not 301室 or 3楼, which are no seats. */
const LAST = /([a-z0-9]+)\s*(?:号?机位|号机|号位|号座|座位|号|机|座|位)?$/u;

/** A seat of a room nobody names. */
const SEAT_ALONE = /^[a-z]?\d+\s*(?:号?机位|号机|号位|号座|座位)$/u;

/** Without leading zeros: 07 and 7 are one seat. */
const bareOf = (text: string): string => plainWords(text).replaceAll(/(?<![a-z0-9])0+(?=[a-z0-9])/g, '');

/** @returns what tells which of these seats a place names; null for none. */
export function seatsBy(seats: readonly string[]): (place: string) => string | null {
  const whole = new Map<string, string>();
  const last = new Map<string, string>();
  for (const seat of seats) {
    const bare = bareOf(seat);
    const end = LAST.exec(bare)?.[1];
    if (!whole.has(bare)) whole.set(bare, seat);
    if (end !== undefined && !last.has(end)) last.set(end, seat);
  }
  return (place) => {
    const said = bareOf(place);
    const end = LAST.exec(said)?.[1];
    return (said === '' ? null : whole.get(said)) ?? (end === undefined ? null : (last.get(end) ?? null));
  };
}

/** Lines with a place each; a cell with several serial numbers is as many lines, and what is beyond them one more. */
export function linesOf(books: Books, seats: readonly string[]): BookLine[] {
  const seatIn = seatsBy(seats);
  return books.rows.flatMap((row) => {
    const words = wordsOfLine(row.category, row.model);
    if (words.about === 'other') return [];
    const seat = seatIn(row.place);
    const place = plainWords(row.place);
    const room = seat === null && !SEAT_ALONE.test(place) ? place : place.replace(LAST, '').trim();
    const told = serialsIn(row.serial).filter((serial) => serialKeyOf(serial) !== null);
    const one = (serial: string, expected: number): BookLine => ({
      row,
      serial,
      serialKey: isDamagedNumber(serial) ? null : serialKeyOf(serial),
      damaged: isDamagedNumber(serial),
      expected,
      words,
      seat,
      room,
    });
    const rest = row.quantity - told.length;
    return [...told.map((serial) => one(serial, 1)), ...(rest > 0 ? [one('', rest)] : [])];
  });
}
