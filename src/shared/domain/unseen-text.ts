/**
 * Characters nobody sees that change what is read around them: controls, marks and overrides of direction, zero-width spaces,
 * separators, interlinear annotation, tag characters, and halves of characters.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
/** Emoji are joined by them, and letters of some scripts; no name, place or title needs them. */
const JOINERS = /[\u200C\u200D]/u;
/** Line breaks and tabs of a text of several lines. */
const LAYOUT = /[\n\t]/g;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu');

/** @returns the first character in a text that may not be there, as `U+202E`; null where there is none. */
export function unseenIn(text: string, isLong = false): string | null {
  const found = isLong ? UNSEEN.exec(text.replaceAll(LAYOUT, '')) : (UNSEEN.exec(text) ?? JOINERS.exec(text));
  if (found === null) return null;
  return `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** For showing what is persisted, whenever and by whomever it was written. Line breaks stay. */
export function withoutUnseen<Value>(value: Value): Value {
  return cleaned(value) as Value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string')
    return UNSEEN.test(value)
      ? value.replaceAll(EVERY_UNSEEN, (one) => (LAYOUT_CHARACTERS.has(one) ? one : ''))
      : value;
  if (Array.isArray(value)) {
    const entries = value.map(cleaned);
    return entries.some((entry, at) => entry !== value[at]) ? entries : value;
  }
  // Only plain values come from the core; anything else is left as it is.
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, cleaned(field), field] as const);
  return fields.some(([, now, before]) => now !== before)
    ? Object.fromEntries(fields.map(([key, now]) => [key, now]))
    : value;
}

const LAYOUT_CHARACTERS: ReadonlySet<string> = new Set(['\n', '\t']);
