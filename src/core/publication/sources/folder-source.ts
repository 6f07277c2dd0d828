import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { messageOf } from '../../platform/message-of.ts';
import type { PublicationSource } from './publication-source.ts';

const isAbsence = (cause: unknown): boolean => (cause as { code?: unknown } | null)?.code === 'ENOENT';
/** Windows has neither flag; there only the comparison of `lstat` before and `fstat` after opening protects. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const same = (one: BigIntStats, other: BigIntStats): boolean =>
  one.ino === other.ino &&
  one.dev === other.dev &&
  one.size === other.size &&
  one.mtimeNs === other.mtimeNs &&
  one.ctimeNs === other.ctimeNs;

/**
 * A source in a folder that anybody may have written, such as a USB drive. Reads only regular files, not through links, up to the
 * size limit, and refuses a file that changes while it is read.
 */
export function folderSource(folder: string): PublicationSource {
  return {
    place: folder,
    async read(name, maxBytes) {
      const file = path.join(folder, ...name.split('/'));
      try {
        const parent = await lstat(path.dirname(file), { bigint: true });
        if (!parent.isDirectory()) return fail('publication-file-not-plain', { file: path.dirname(file) });
        return await readPlainFile(file, maxBytes);
      } catch (cause) {
        if (!isAbsence(cause)) return fail('publication-unreadable', { file, detail: messageOf(cause) });
        return (await isFolder(folder)) ? succeed(null) : fail('publication-folder-missing', { folder });
      }
    },
  };
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await lstat(path.join(folder, '.'))).isDirectory();
  } catch {
    return false;
  }
}

async function readPlainFile(file: string, maxBytes: number): Promise<Result<Uint8Array>> {
  const seen = await lstat(file, { bigint: true });
  if (!seen.isFile()) return fail('publication-file-not-plain', { file });
  if (seen.size > maxBytes) return fail('publication-file-too-large', { file, bytes: Number(seen.size), maxBytes });
  const handle = await open(file, OPEN_FLAGS);
  try {
    if (!same(seen, await handle.stat({ bigint: true }))) return fail('publication-file-changed', { file });
    const bytes = await readAll(handle, Number(seen.size));
    if (bytes === null || !same(seen, await handle.stat({ bigint: true })))
      return fail('publication-file-changed', { file });
    return succeed(bytes);
  } finally {
    await handle.close();
  }
}

/** @returns null where the file is shorter or longer than its metadata says. */
async function readAll(handle: FileHandle, size: number): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(size + 1);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled > size) break;
  }
  return filled === size ? buffer.subarray(0, size) : null;
}
