import { decodeTime } from 'ulid';
import { civilDateOf } from '../../shared/beijing-time.ts';

/** As much of the random part as keeps two requests of one day apart among a million. */
const TOLD_APART_BY = 6;

/**
 * What people say and write: `VR-261122-7KQ3M9`, the day the form was opened (UTC+8) and the end of the request's ULID. Made from
 * the id alone, so that the preview can show it before anything is stored, and a second filing gives the same.
 */
export function requestNumberOf(id: string): string {
  const day = civilDateOf(new Date(decodeTime(id)))
    .replaceAll('-', '')
    .slice(2);
  return `VR-${day}-${id.slice(-TOLD_APART_BY)}`;
}
