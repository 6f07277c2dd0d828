import { z } from 'zod';

/**
 * Characters nobody sees that change what is read around them: controls, marks and overrides of direction, zero-width spaces,
 * separators, interlinear annotation, tag characters, and halves of characters.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
/** Emoji are joined by them, and letters of some scripts; no name, place or title needs them. */
const JOINERS = /[\u200C\u200D]/u;
/** What a text of several lines is laid out with. */
const LAYOUT = /[\n\t]/g;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu');

/** Fields of several lines. All others are one line: whatever the schema says, no text comes in unchecked. */
const longTexts = z.registry<Record<never, never>>();

/** Marks a field that may have several lines. */
export function longText<Schema extends z.ZodType>(schema: Schema): Schema {
  longTexts.add(schema, {});
  return schema;
}

export interface UnseenCharacter {
  /** Where it is, e.g. `draft.title`; empty where the value itself is a text. */
  readonly path: readonly string[];
  /** `U+202E`. */
  readonly sign: string;
}

/** @returns the first character in a text that may not be there, as `U+202E`; null where there is none. */
export function unseenIn(text: string, isLong = false): string | null {
  const found = isLong ? UNSEEN.exec(text.replaceAll(LAYOUT, '')) : (UNSEEN.exec(text) ?? JOINERS.exec(text));
  if (found === null) return null;
  return `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Looks through every text of a value that somebody handed in.
 * @param schema tells which texts may have several lines.
 */
export function findUnseen(schema: unknown, value: unknown, path: readonly string[] = []): UnseenCharacter | null {
  const inner = unwrapped(schema);
  if (typeof value === 'string') {
    const sign = unseenIn(value, inner.isLong);
    return sign === null ? null : { path, sign };
  }
  if (value === null || typeof value !== 'object') return null;
  for (const [key, field] of Object.entries(value)) {
    const name = unseenIn(key);
    if (name !== null) return { path, sign: name };
    const found = findUnseen(fieldOf(inner.schema, value, key), field, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

/** For showing what is kept, whenever and by whomever it was written. Line breaks stay. */
export function withoutUnseen<Value>(value: Value): Value {
  return cleaned(value) as Value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string')
    return UNSEEN.test(value) ? value.replaceAll(EVERY_UNSEEN, (sign) => (LAYOUT_SIGNS.has(sign) ? sign : '')) : value;
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

const LAYOUT_SIGNS: ReadonlySet<string> = new Set(['\n', '\t']);

function unwrapped(schema: unknown): { readonly schema: unknown; readonly isLong: boolean } {
  const isLong = schema instanceof z.ZodType && longTexts.has(schema);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    const inner = unwrapped(schema.unwrap());
    return { schema: inner.schema, isLong: isLong || inner.isLong };
  }
  return { schema, isLong };
}

function fieldOf(schema: unknown, value: object, key: string): unknown {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((candidate) => z.safeParse(candidate, value).success);
    return fieldOf(option, value, key);
  }
  return undefined;
}
