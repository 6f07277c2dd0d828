/** A receiver that asks for more is asked again after a day. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/**
 * RFC 9110, 10.2.3: seconds, or a date.
 * @param date the answer's own `Date`, by which a date is counted whatever this PC's clock says.
 * @returns milliseconds, null when nothing readable was said.
 */
export function retryAfterMs(header: string | undefined, date: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const seconds = /^\s*(\d+)\s*$/.exec(header);
  if (seconds !== null) return Math.min(Number(seconds[1]) * 1000, LONGEST_MS);
  const at = Date.parse(header);
  if (Number.isNaN(at)) return null;
  const said = Date.parse(date ?? '');
  return Math.min(Math.max(at - (Number.isNaN(said) ? now.getTime() : said), 0), LONGEST_MS);
}
