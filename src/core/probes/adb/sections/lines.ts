/** Spaces, tabs and what else shows nothing between words. */
const LAST_BLANK = 32;

/** Calls back with every line that is not empty, without the spaces around it. */
export function forEachLine(text: string, take: (line: string) => void): void {
  let from = 0;
  while (from < text.length) {
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    let first = from;
    while (first < end && text.charCodeAt(first) <= LAST_BLANK) first += 1;
    let last = end;
    while (last > first && text.charCodeAt(last - 1) <= LAST_BLANK) last -= 1;
    if (last > first) take(text.slice(first, last));
    from = end + 1;
  }
}

/** The value beside each key that is wanted, the first where one comes twice. Lines of other keys and other forms are passed over. */
export function keyedValues(
  text: string,
  separator: ':' | '=',
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const lengths = new Set([...wanted].map((key) => key.length));
  let from = 0;
  let at = -1;
  while (from < text.length && found.size < wanted.size) {
    if (at < from) at = text.indexOf(separator, from);
    if (at < 0) break;
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    if (at < end) {
      let first = from;
      while (first < at && text.charCodeAt(first) <= LAST_BLANK) first += 1;
      let last = at;
      while (last > first && text.charCodeAt(last - 1) <= LAST_BLANK) last -= 1;
      if (lengths.has(last - first)) {
        const key = text.slice(first, last);
        if (wanted.has(key) && !found.has(key)) found.set(key, text.slice(at + 1, end).trim());
      }
    }
    from = end + 1;
  }
  return found;
}

/** A whole number of at most fifteen digits; null for anything else. */
export const wholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : null;

/** A number with or without a fraction; null for anything else. */
export const anyNumber = (text: string | undefined): number | null =>
  text !== undefined && /^[+-]?\d{1,12}(?:\.\d{1,12})?$/.test(text) ? Number(text) : null;

/** `value` where it lies between the two. */
export const within = (value: number | null, least: number, most: number): number | null =>
  value !== null && value >= least && value <= most ? value : null;

/** Control characters, those that turn the direction of writing, and others that show nothing. */
const ODD = /[\p{C}\p{Zl}\p{Zp}]/u;
const NOTHING: ReadonlySet<string> = new Set(['', 'unknown', 'null', 'none', 'n/a']);

/** What a headset calls something; null where it is no name. */
export function label(text: string | undefined | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed.length > 200 || ODD.test(trimmed) || NOTHING.has(trimmed.toLowerCase()) ? null : trimmed;
}

export const yesOrNo = (text: string | undefined): boolean | null =>
  text === 'true' ? true : text === 'false' ? false : null;

/** What a table has beside a key that a headset gave; null where it has nothing. A key may be any text, `__proto__` too. */
export const lookUp = <Value>(table: Readonly<Record<string, Value>>, key: string | null | undefined): Value | null =>
  key !== null && key !== undefined && Object.hasOwn(table, key) ? table[key]! : null;
