import type { TranslateBelow } from '../../../../shared/wording.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Hours and minutes; what is longer than a day is told in days and hours. Never shows seconds: nobody can hurry by them. */
export function spanInWords(milliseconds: number, say: TranslateBelow<'screen:'>): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return say('requests.span.now');
  if (span < HOUR) return say('requests.span.minutes', { minutes: Math.floor(span / MINUTE) });
  const hours = Math.floor((span % DAY) / HOUR);
  if (span < DAY) return say('requests.span.hours', { hours, minutes: Math.floor((span % HOUR) / MINUTE) });
  return say('requests.span.days', { days: Math.floor(span / DAY), hours });
}
