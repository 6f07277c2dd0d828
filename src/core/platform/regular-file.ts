import { type Stats, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { messageOf } from './message-of.ts';

/**
 * Reading of files that anybody may have created: regular files only, never more than a limit.
 *
 * The path is examined before it is opened, because opening some devices has an effect, and again afterwards, because the file
 * may have been exchanged in between. `O_NONBLOCK` makes opening a pipe return at once instead of waiting for a
 * writer; on a regular file it changes nothing. Windows has neither the flag nor pipes in the file system.
 */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Files are read in chunks of at most this size, because the size in their metadata is not trusted. */
const PIECE_BYTES = 1 << 20;
/** Size of the read after the announced end, which usually returns nothing. */
const REST_BYTES = 4096;

/** The file is larger than its limit. */
class TooLarge extends Error {
  readonly bytes: number;
  constructor(bytes: number) {
    super(`${bytes} bytes`);
    this.bytes = bytes;
  }
}

/** The path names a folder, a pipe or a device. */
export class NotRegular extends Error {
  readonly code = 'ENOTREG';
}

/** Problems of a file that is too large; they are given `file`, `kilobytes` and `megabytes`. */
type TooLargeCode =
  | 'file-too-large'
  | 'signed-file-too-large'
  | 'bundle-too-large'
  | 'report-file-too-large'
  | 'template-too-large';

/** Maximum size of a file, and the problem code for a larger one (with `file`, `kilobytes` and `megabytes`). */
export interface SizeLimit {
  readonly maxBytes: number;
  readonly code: TooLargeCode;
}

/** The limit with the general problem code, for formats without a code of their own. */
export const defaultLimit = (maxBytes: number): SizeLimit => ({ maxBytes, code: 'file-too-large' });

/**
 * Reads a whole file.
 * @returns `file-not-regular`, `file-unreadable` or the code of the limit; all name the file.
 */
export async function readRegularFile(file: string, { maxBytes, code }: SizeLimit): Promise<Result<Buffer>> {
  try {
    requireFitting(await stat(file), maxBytes);
    const handle = await open(file, OPEN_FLAGS);
    try {
      return succeed(await readPieces(handle, requireFitting(await handle.stat(), maxBytes), maxBytes));
    } finally {
      await handle.close();
    }
  } catch (cause) {
    return refusalOf(cause, file, code);
  }
}

async function readPieces(handle: FileHandle, announced: number, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; ;) {
    const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(pieceSize(announced, length)) });
    if (bytesRead === 0) return Buffer.concat(pieces);
    length += bytesRead;
    if (length > maxBytes) throw new TooLarge(length);
    pieces.push(buffer.subarray(0, bytesRead));
  }
}

/**
 * Reads a whole file synchronously. Throws instead of returning a problem, like `fs.readFileSync`.
 * @throws NotRegular, or the error of the operating system.
 */
export function readRegularFileSync(file: string, maxBytes: number): Buffer {
  requireFitting(statSync(file), maxBytes);
  const descriptor = openSync(file, OPEN_FLAGS);
  try {
    const announced = requireFitting(fstatSync(descriptor), maxBytes);
    const pieces: Buffer[] = [];
    for (let length = 0; ;) {
      const piece = Buffer.alloc(pieceSize(announced, length));
      const bytesRead = readSync(descriptor, piece);
      if (bytesRead === 0) return Buffer.concat(pieces);
      length += bytesRead;
      if (length > maxBytes) throw new TooLarge(length);
      pieces.push(piece.subarray(0, bytesRead));
    }
  } finally {
    closeSync(descriptor);
  }
}

const pieceSize = (announced: number, length: number): number =>
  announced > length ? Math.min(PIECE_BYTES, announced - length) : REST_BYTES;

function requireFitting(stats: Stats, maxBytes: number): number {
  if (!stats.isFile()) throw new NotRegular('not a regular file');
  if (stats.size > maxBytes) throw new TooLarge(stats.size);
  return stats.size;
}

/** The problem for an error of these readers. @param tooLarge code for a file over its limit. */
export function refusalOf(cause: unknown, file: string, tooLarge: TooLargeCode = 'file-too-large'): Result<never> {
  if (cause instanceof TooLarge)
    return fail(tooLarge, {
      file,
      kilobytes: Math.round(cause.bytes / 1000),
      megabytes: Math.round(cause.bytes / 1_000_000),
    });
  const { code } = cause as NodeJS.ErrnoException;
  // Opening a socket for reading is refused with ENXIO.
  if (cause instanceof NotRegular || code === 'EISDIR' || code === 'ENXIO') return fail('file-not-regular', { file });
  return fail('file-unreadable', { file, detail: messageOf(cause) });
}
