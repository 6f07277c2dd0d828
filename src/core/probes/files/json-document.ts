import { messageOf } from '../../platform/message-of.ts';
import { type Refusal, withFile, decodeText, MAX_TEXT_BYTES } from './open-file.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';

/** A string as it stands, or a comment; a string first, so that `//` in an address is no comment. */
const STRING_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g;

const withoutMatches = (text: string, pattern: RegExp): string =>
  text.replaceAll(pattern, (match) => (match.startsWith('"') ? match : ' '));

/**
 * JSON as jsoncpp reads it by default, which SteamVR and the OpenXR loader use: comments and a comma before a closing
 * bracket are allowed, the last of several equal names counts.
 * @throws SyntaxError for everything else that is no JSON.
 */
export const parseLenientJson = (text: string): unknown =>
  JSON.parse(withoutMatches(withoutMatches(text, STRING_OR_COMMENT), STRING_OR_TRAILING_COMMA));

type Unparsed = { readonly ok: false; readonly code: 'not-json'; readonly detail: string };
export type LenientJson = { readonly ok: true; readonly value: unknown } | Refusal | Unparsed;

const UTF_16_MARKS = ['fffe', 'feff'];

/** Reads such a file. UTF-16 is refused, because those programs take bytes for UTF-8. */
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

/** Own field of an object; undefined for anything else. */
const own = (value: unknown, name: string): unknown =>
  isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

/** A JSON document and the file it came from, so that every trouble names its place. */
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
