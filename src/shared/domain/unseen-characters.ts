import { z } from 'zod';
import type { Problem } from './problem.ts';
import { unseenIn } from './unseen-text.ts';

/** Fields of several lines. All others are one line: whatever the schema says, no text comes in unchecked. */
const longTexts = z.registry<{ readonly isLong: true }>();

/** Marks a field that may have several lines. */
export function longText<Schema extends z.ZodType>(schema: Schema): Schema {
  longTexts.add(schema, { isLong: true });
  return schema;
}

export interface UnseenCharacter {
  /** Where it is, e.g. `draft.title`; empty where the value itself is a text. */
  readonly path: readonly string[];
  /** `U+202E`. */
  readonly sign: string;
}

/**
 * Looks through every text of a value that came from outside.
 * @param schema marks which texts may have several lines.
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

/** The same, as the field and reason of `file-invalid-field`; null where nothing is wrong. */
export function unseenInFile(file: string, schema: unknown, value: unknown): Problem | null {
  const found = findUnseen(schema, value);
  if (found === null) return null;
  const params = { file, field: found.path.join('.'), reason: 'unseen_character', detail: found.sign };
  return { code: 'file-invalid-field', params };
}
