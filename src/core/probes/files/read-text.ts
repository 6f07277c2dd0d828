import { messageOf } from '../../platform/message-of.ts';
import type { Note } from '../../platform/note.ts';
import { type Refusal, withFile } from './open-file.ts';

/** Settings and manifests are a few kilobytes; whatever is larger is not one of them. */
export const MAX_TEXT_BYTES = 1024 * 1024;

/** UTF-8, or UTF-16 when its byte order mark says so; the mark itself is left out. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Text of a file, with the reason when there is none. */
export function readText(path: string): Promise<{ readonly ok: true; readonly text: string } | Refusal> {
  return withFile(path, async (handle, { size }): Promise<{ ok: true; text: string } | Refusal> =>
    size > MAX_TEXT_BYTES
      ? { ok: false, code: 'too-large', detail: `${size} bytes` }
      : { ok: true, text: decodeText(await handle.readFile()) },
  );
}

/** Text of a file, or null: because there is no such file, or for a reason that is noted. */
export async function readTextIfThere(path: string, note: Note): Promise<string | null> {
  const read = await readText(path);
  if (read.ok) return read.text;
  if (read.code !== 'missing') note({ place: path, code: read.code, detail: read.detail });
  return null;
}

/** Parsed JSON of a file, or undefined: because there is no such file, or for a reason that is noted. */
export async function readJsonIfThere(path: string, note: Note): Promise<unknown> {
  const text = await readTextIfThere(path, note);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    note({ place: path, code: 'not-json', detail: messageOf(cause) });
    return undefined;
  }
}
