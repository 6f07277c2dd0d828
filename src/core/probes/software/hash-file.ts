import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Note } from '../../platform/note.ts';
import { withFile } from '../files/open-file.ts';

/** Larger files are no part of a teaching suite and would hold a check up. */
const MAX_BYTES = 4 * 1024 ** 3;

interface Hashed {
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
}

/**
 * Hashes files for as long as the program runs and remembers them: a file of the same size and time is not read again.
 * @returns SHA-256 in hex, or null for a reason that is noted; here a missing file is one.
 */
export function createFileHasher(): (path: string, signal: AbortSignal, note: Note) => Promise<string | null> {
  const known = new Map<string, Hashed>();
  return async (path, signal, note) => {
    const read = await withFile(path, async (handle, { size: bytes, mtimeMs: modifiedMs }) => {
      if (bytes > MAX_BYTES) return { ok: false as const, code: 'too-large' as const, detail: `${bytes} bytes` };
      const before = known.get(path);
      if (before?.bytes === bytes && before.modifiedMs === modifiedMs) return { ok: true as const, ...before };
      const hash = createHash('sha256');
      await pipeline(handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }), hash, { signal });
      const hashed = { bytes, modifiedMs, sha256: hash.digest('hex') };
      known.set(path, hashed);
      return { ok: true as const, ...hashed };
    });
    if (read.ok) return read.sha256;
    note({ place: path, code: read.code, detail: read.detail });
    return null;
  };
}
