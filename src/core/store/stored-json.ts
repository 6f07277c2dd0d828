import type { z } from 'zod';

/** A row contains something that this program does not write. Thrown while a row is read; the store turns it into a problem. */
export class UnreadableRow extends Error {
  /** `table.column`, and which row of it where that helps. */
  readonly place: string;

  constructor(place: string, detail: string) {
    super(detail);
    this.place = place;
  }
}

/** Parses and validates a JSON column. @throws UnreadableRow. */
export function readStored<Schema extends z.ZodType>(schema: Schema, text: string, place: string): z.infer<Schema> {
  return checkStored(schema, storedJson(text, place), place);
}

/** Parses a JSON column without validation. @throws UnreadableRow where it is no JSON. */
export function storedJson(text: string, place: string): unknown {
  const value = parsedJson(text);
  if (value === undefined) throw new UnreadableRow(place, 'JSON');
  return value;
}

/** Parses JSON. @returns undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Validates a value from a row. @throws UnreadableRow. */
export function checkStored<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, code } = parsed.error.issues[0]!;
  throw new UnreadableRow(place, `${path.map(String).join('.') || '/'}: ${code}`);
}

/** The value of a row, or its damage. */
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

/** Reads rows with a cache by text: most rows are unchanged when they are read again. */
export interface RowReader {
  /** Parses and validates a column. Null stays null. @throws UnreadableRow. */
  read<Schema extends z.ZodType>(schema: Schema, text: string | null, place: string): z.infer<Schema> | null;
  /** Starts a new pass: drops entries that were not read in the last one. */
  startPass(): void;
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
    startPass() {
      [now, before] = [new Map(), now];
    },
  };
}
