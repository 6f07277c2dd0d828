import type { z } from 'zod';

/** What stands in a row is not what this program writes there. Thrown while a row is read; whoever read it makes it a problem. */
export class UnreadableRow extends Error {
  /** `table.column`, and which row of it where that helps. */
  readonly place: string;

  constructor(place: string, detail: string) {
    super(detail);
    this.place = place;
  }
}

/** What a column of a row holds, checked. @throws UnreadableRow. */
export function readStored<Schema extends z.ZodType>(schema: Schema, text: string, place: string): z.infer<Schema> {
  return checkStored(schema, storedJson(text, place), place);
}

/** @throws UnreadableRow where it is no JSON; its shape is not looked at. */
export function storedJson(text: string, place: string): unknown {
  const value = parsedJson(text);
  if (value === undefined) throw new UnreadableRow(place, 'JSON');
  return value;
}

/** @returns undefined where it is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value that was parsed already, or never was text. @throws UnreadableRow. */
export function checkStored<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, code } = parsed.error.issues[0]!;
  throw new UnreadableRow(place, `${path.map(String).join('.') || '/'}: ${code}`);
}

/** What was read, or the damage that was met. */
export type RowReading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly cause: UnreadableRow };

export function tryReadRow<Value>(read: () => Value): RowReading<Value> {
  try {
    return { ok: true, value: read() };
  } catch (cause) {
    if (!(cause instanceof UnreadableRow)) throw cause;
    return { ok: false, cause };
  }
}

/** Reads the same text once: rows are read again at every look, and most of them are what they were. */
export interface RowReader {
  /** Null stays null. @throws UnreadableRow. */
  read<Schema extends z.ZodType>(schema: Schema, text: string | null, place: string): z.infer<Schema> | null;
  /** Forgets what was not read again since the last call. */
  turn(): void;
}

export function createRowReader(): RowReader {
  type Known = Map<z.ZodType, Map<string, unknown>>;
  let [now, before]: [Known, Known] = [new Map(), new Map()];
  return {
    read(schema, text, place) {
      if (text === null) return null;
      const known = now.get(schema)?.get(text) ?? before.get(schema)?.get(text) ?? readStored(schema, text, place);
      const ofSchema = now.get(schema) ?? new Map<string, unknown>();
      now.set(schema, ofSchema.set(text, known));
      return known as z.infer<typeof schema>;
    },
    turn() {
      [now, before] = [new Map(), now];
    },
  };
}
