import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { messageOf } from '../../platform/message-of.ts';

export interface Refusal {
  readonly ok: false;
  readonly code: 'missing' | 'unreadable' | 'too-large';
  /** What the machine said. */
  readonly detail: string;
}

/** A pipe put in the place of the file between the two calls must not make opening wait for a writer. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

function refusalOf(cause: unknown): Refusal {
  const { code } = cause as NodeJS.ErrnoException;
  return { ok: false, code: ABSENT.has(code ?? '') ? 'missing' : 'unreadable', detail: messageOf(cause) };
}

/**
 * Opens a file for one look and closes it. Folders, pipes and devices are refused: opening a pipe would wait for ever.
 * What the look throws counts as unreadable.
 */
export async function withFile<Answer>(
  path: string,
  look: (handle: FileHandle, stats: Stats) => Promise<Answer>,
): Promise<Answer | Refusal> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return { ok: false, code: 'unreadable', detail: 'not a file' };
    const handle = await open(path, OPEN_FLAGS);
    try {
      return await look(handle, stats);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    return refusalOf(cause);
  }
}

/** What lies at a path, links followed; `null` when there is nothing or it may not be seen. */
export async function kindAt(path: string): Promise<'file' | 'folder' | 'other' | null> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch {
    return null;
  }
}
