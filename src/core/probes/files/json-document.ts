import { messageOf } from '../../platform/message-of.ts';
import { type Refusal, withFile, decodeText, MAX_TEXT_BYTES } from './open-file.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';

/** Matches a string or a comment; strings first, so that `//` in a URL is no comment. */
const STRING_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g;

const withoutMatches = (text: string, pattern: RegExp): string =>
  text.replaceAll(pattern, (match) => (match.startsWith('"') ? match : ' '));

/**
 * Parses JSON as jsoncpp does by default, which SteamVR and the OpenXR loader use: comments and trailing commas are allowed, and of
 * duplicate names the last counts.
 * @throws SyntaxError for other invalid JSON.
 */
const parseLenientJson = (text: string): unknown =>
  JSON.parse(withoutMatches(withoutMatches(text, STRING_OR_COMMENT), STRING_OR_TRAILING_COMMA));

type Unparsed = { readonly ok: false; readonly code: 'not-json'; readonly detail: string };
export type LenientJson = { readonly ok: true; readonly value: unknown } | Refusal | Unparsed;

const UTF_16_MARKS = ['fffe', 'feff'];

/** Reads a file with lenient JSON. UTF-16 is refused, because SteamVR and the OpenXR loader read the bytes as UTF-8. */
export function readLenientJson(path: string): Promise<LenientJson> {
  return withFile(path, async (handle, { size }): Promise<LenientJson> => {
    if (size > MAX_TEXT_BYTES) return { ok: false, code: 'too-large', detail: `${size} bytes` };
    const bytes = await handle.readFile();
    if (UTF_16_MARKS.includes(bytes.toString('hex', 0, 2))) return { ok: false, code: 'not-json', detail: 'UTF-16' };
    try {
      return { ok: true, value: parseLenientJson(decodeText(bytes)) };
    } catch (cause) {
      return { ok: false, code: 'not-json', detail: messageOf(cause) };
    }
  });
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own property of an object; undefined for anything else. */
const own = (value: unknown, name: string): unknown =>
  isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A JSON document with its file, so that every trouble names its place. */
export class JsonDocument {
  readonly #root: unknown;
  readonly #file: string;
  readonly #report: ReportTrouble;

  constructor(root: unknown, file: string, report: ReportTrouble) {
    this.#root = root;
    this.#file = file;
    this.#report = report;
  }

  #at(field: string): unknown {
    return field.split('.').reduce(own, this.#root);
  }

  #wrong(field: string, expected: string, found: unknown): null {
    const kind = Array.isArray(found) ? 'array' : found === null ? 'null' : typeof found;
    this.#report({ place: `${this.#file} ${field}`, code: 'wrong-type', detail: `${kind}, not ${expected}` });
    return null;
  }

  /** Reads a text. @param field dotted path, e.g. `LastKnown.HMDModel`. @returns null where it is absent or no text. */
  text(field: string): string | null {
    const found = this.#at(field);
    if (found === undefined) return null;
    return typeof found === 'string' ? found : this.#wrong(field, 'string', found);
  }

  /** Reads an array of texts; empty where the field is absent or has another type. */
  texts(field: string): readonly string[] {
    const found = this.#at(field);
    // SteamVR writes null for an empty list.
    if (found === undefined || found === null) return [];
    if (Array.isArray(found) && found.every((one) => typeof one === 'string')) return found;
    this.#wrong(field, 'array of strings', found);
    return [];
  }

  /** The top-level fields. */
  entries(): [string, unknown][] {
    return isJsonObject(this.#root) ? Object.entries(this.#root) : [];
  }
}
