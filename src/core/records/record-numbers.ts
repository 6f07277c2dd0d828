import { decodeTime } from 'ulid';
import { civilDateOf } from '../../shared/beijing-time.ts';

/** Random characters in a number: enough that two requests of one day differ among a million PCs. */
const REQUEST_CHARACTERS = 6;

/** A PC begins a few inspections a year, so fewer characters do; should two numbers collide, the store adds an ending. */
const INSPECTION_CHARACTERS = 4;

/** `VR-261122-7KQ3M9`. Derived from the ULID alone: the preview shows it before anything is stored, and filing twice gives the same. */
export const requestNumberOf = (id: string): string => recordNumber('VR', id, REQUEST_CHARACTERS);

/** `XJ-261122-7KQ3`: the day (UTC+8) on which the inspection was begun, and the end of its ULID. */
export const inspectionNumberOf = (id: string): string => recordNumber('XJ', id, INSPECTION_CHARACTERS);

/**
 * A number that people say and write: the day on which the thing was begun (UTC+8) and the end of its ULID.
 * @param characters of the random part, 32 values each.
 */
function recordNumber(prefix: string, id: string, characters: number): string {
  const day = civilDateOf(new Date(decodeTime(id)))
    .replaceAll('-', '')
    .slice(2);
  return `${prefix}-${day}-${id.slice(-characters)}`;
}
