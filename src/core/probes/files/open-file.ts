import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { messageOf } from '../../platform/message-of.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';

export interface Refusal {
  readonly ok: false;
  readonly code: 'missing' | 'unreadable' | 'too-large';
  /** Message of the operating system. */
  readonly detail: string;
}

/** O_NONBLOCK: where a pipe replaces the file between stat and open, opening must not wait for a writer. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

function describeOpenError(cause: unknown): Refusal {
  const { code } = cause as NodeJS.ErrnoException;
  return { ok: false, code: ABSENT.has(code ?? '') ? 'missing' : 'unreadable', detail: messageOf(cause) };
}

/**
 * Opens a file, reads from it and closes it. Folders, pipes and devices are refused, because opening a pipe could block for ever.
 * An exception of `read` counts as unreadable.
 */
export async function withFile<Answer>(
  path: string,
  read: (handle: FileHandle, stats: Stats) => Promise<Answer>,
): Promise<Answer | Refusal> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return { ok: false, code: 'unreadable', detail: 'not a file' };
    const handle = await open(path, OPEN_FLAGS);
    try {
      return await read(handle, stats);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    return describeOpenError(cause);
  }
}

/** Kind of the entry at a path, following links; null where there is none or it may not be seen. */
export async function kindAt(path: string): Promise<'file' | 'folder' | 'other' | null> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch {
    return null;
  }
}

/** Maximum size of settings and manifests, which have a few kilobytes. */
export const MAX_TEXT_BYTES = 1024 * 1024;

/** Decodes UTF-8, or UTF-16 with its byte order mark; the mark is left out. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Reads the text of a file, or the reason why it cannot be read. */
function readText(path: string): Promise<{ readonly ok: true; readonly text: string } | Refusal> {
  return withFile(path, async (handle, { size }): Promise<{ ok: true; text: string } | Refusal> =>
    size > MAX_TEXT_BYTES
      ? { ok: false, code: 'too-large', detail: `${size} bytes` }
      : { ok: true, text: decodeText(await handle.readFile()) },
  );
}

/** Reads the text of a file. @returns null where it is missing, or could not be read, which is reported. */
export async function readTextIfExists(path: string, report: ReportTrouble): Promise<string | null> {
  const read = await readText(path);
  if (read.ok) return read.text;
  if (read.code !== 'missing') report({ place: path, code: read.code, detail: read.detail });
  return null;
}

/** Parses the JSON of a file. @returns undefined where it is missing, or could not be read, which is reported. */
export async function readJsonIfExists(path: string, report: ReportTrouble): Promise<unknown> {
  const text = await readTextIfExists(path, report);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    report({ place: path, code: 'not-json', detail: messageOf(cause) });
    return undefined;
  }
}
