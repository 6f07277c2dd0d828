import type { Note } from '../../platform/note.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own field of an object; undefined for anything else. */
const own = (value: unknown, name: string): unknown =>
  isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A JSON document and the file it came from, so that every trouble names its place. */
export class JsonDocument {
  readonly #root: unknown;
  readonly #file: string;
  readonly #note: Note;

  constructor(root: unknown, file: string, note: Note) {
    this.#root = root;
    this.#file = file;
    this.#note = note;
  }

  #at(field: string): unknown {
    return field.split('.').reduce(own, this.#root);
  }

  #wrong(field: string, expected: string, found: unknown): null {
    const kind = Array.isArray(found) ? 'array' : found === null ? 'null' : typeof found;
    this.#note({ place: `${this.#file} ${field}`, code: 'wrong-type', detail: `${kind}, not ${expected}` });
    return null;
  }

  /** @param field dotted path, e.g. `LastKnown.HMDModel`; null when it is absent or no text. */
  text(field: string): string | null {
    const found = this.#at(field);
    if (found === undefined) return null;
    return typeof found === 'string' ? found : this.#wrong(field, 'string', found);
  }

  /** Texts of an array; an absent field or one of another type gives none. */
  texts(field: string): readonly string[] {
    const found = this.#at(field);
    // SteamVR writes null for an empty list.
    if (found === undefined || found === null) return [];
    if (Array.isArray(found) && found.every((one) => typeof one === 'string')) return found;
    this.#wrong(field, 'array of strings', found);
    return [];
  }

  /** The fields at the top. */
  entries(): [string, unknown][] {
    return isJsonObject(this.#root) ? Object.entries(this.#root) : [];
  }
}
