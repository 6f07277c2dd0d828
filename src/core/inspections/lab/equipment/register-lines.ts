import type { AssetRow, AssetRegister } from '../../../../shared/domain/inspection/lab-equipment.ts';
import { isDamagedNumber, serialsIn } from '../asset-register/register-rows.ts';
import { serialKeyOf } from './found-equipment.ts';
import { type LineWords, plainWords, wordsOfLine } from './same-model.ts';

/** One device, or several of a kind without serial numbers, that the asset register lists. */
export interface RegisterLine {
  readonly row: AssetRow;
  readonly serial: string;
  readonly serialKey: string | null;
  /** The register has a serial number that a spreadsheet has destroyed. */
  readonly damaged: boolean;
  readonly expected: number;
  readonly words: LineWords;
  /** Seat that its place names; null: the place names no seat. */
  readonly seat: string | null;
  /** Its place without the seat, normalized for comparison. */
  readonly room: string;
}

/** The last word of a place: 301-07, 07号机位, Seat 7. Not 301室 or 3楼, which are no seats. */
const LAST = /([a-z0-9]+)\s*(?:号?机位|号机|号位|号座|座位|号|机|座|位)?$/u;

/** A place that is only a seat, without any room. */
const SEAT_ALONE = /^[a-z]?\d+\s*(?:号?机位|号机|号位|号座|座位)$/u;

/** A name without leading zeros: 07 and 7 are one seat. */
const bareOf = (text: string): string => plainWords(text).replaceAll(/(?<![a-z0-9])0+(?=[a-z0-9])/g, '');

/** @returns a function that finds which of these seats a place names; null for none. */
function seatMatcher(seats: readonly string[]): (place: string) => string | null {
  const whole = new Map<string, string>();
  const last = new Map<string, string>();
  for (const seat of seats) {
    const bare = bareOf(seat);
    const end = LAST.exec(bare)?.[1];
    if (!whole.has(bare)) whole.set(bare, seat);
    if (end !== undefined && !last.has(end)) last.set(end, seat);
  }
  return (place) => {
    const name = bareOf(place);
    const end = LAST.exec(name)?.[1];
    return (name === '' ? null : whole.get(name)) ?? (end === undefined ? null : (last.get(end) ?? null));
  };
}

/** Lines with one place each. A row with several serial numbers becomes as many lines, and one more for the rest of its quantity. */
export function registerLines(register: AssetRegister, seats: readonly string[]): RegisterLine[] {
  const seatIn = seatMatcher(seats);
  return register.rows.flatMap((row) => {
    const words = wordsOfLine(row.category, row.model);
    if (words.about === 'other') return [];
    const seat = seatIn(row.place);
    const place = plainWords(row.place);
    const room = seat === null && !SEAT_ALONE.test(place) ? place : place.replace(LAST, '').trim();
    const serials = serialsIn(row.serial).filter((serial) => serialKeyOf(serial) !== null);
    const one = (serial: string, expected: number): RegisterLine => ({
      row,
      serial,
      serialKey: isDamagedNumber(serial) ? null : serialKeyOf(serial),
      damaged: isDamagedNumber(serial),
      expected,
      words,
      seat,
      room,
    });
    const rest = row.quantity - serials.length;
    return [...serials.map((serial) => one(serial, 1)), ...(rest > 0 ? [one('', rest)] : [])];
  });
}
