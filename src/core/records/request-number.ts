import { decodeTime } from 'ulid';
import { civilDateOf } from '../../shared/beijing-time.ts';

/** As much of the random part as keeps two requests of one day apart among a million. */
const TOLD_APART_BY = 6;

/**
 * A number that people say and write: the day its thing was begun (UTC+8) and the end of that thing's ULID. Made from the id alone.
 * @param toldApartBy characters of the random part, 32 values each.
 */
export function numberOf(prefix: string, id: string, toldApartBy: number): string {
  const day = civilDateOf(new Date(decodeTime(id)))
    .replaceAll('-', '')
    .slice(2);
  return `${prefix}-${day}-${id.slice(-toldApartBy)}`;
}

/** `VR-261122-7KQ3M9`. The preview can show it before anything is stored, and a second filing gives the same. */
export const requestNumberOf = (id: string): string => numberOf('VR', id, TOLD_APART_BY);
