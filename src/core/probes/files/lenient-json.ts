import { messageOf } from '../../platform/message-of.ts';
import { type Refusal, withFile } from './open-file.ts';
import { decodeText, MAX_TEXT_BYTES } from './read-text.ts';

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
