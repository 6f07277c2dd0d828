/*
 * A backup is a tar archive (POSIX.1-1988, ustar), which every system opens. It is not read as one: whoever reads knows from the
 * signed manifest what every header has to be, byte by byte, so that there is nothing to parse.
 */

export const BLOCK_BYTES = 512;
/** Two empty blocks. */
export const END_BYTES = 2 * BLOCK_BYTES;

const NAME_BYTES = 100;
const PREFIX_BYTES = 155;

export const paddedBytes = (bytes: number): number => Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;

/** The header of a file, always the same for the same path and size. @throws where the path is too long. */
export function tarHeader(path: string, bytes: number): Buffer {
  const { name, prefix } = splitPath(path);
  const header = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${octal(bytes, 11)}\0`, 124);
  header.write(`${octal(0, 11)}\0`, 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  header.write(prefix, 345);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

function splitPath(path: string): { name: string; prefix: string } {
  if (path.length <= NAME_BYTES) return { name: path, prefix: '' };
  const at = path.indexOf('/', path.length - NAME_BYTES - 1);
  if (at < 0 || at > PREFIX_BYTES) throw new Error(`too long for an archive: ${path}`);
  return { name: path.slice(at + 1), prefix: path.slice(0, at) };
}

/** The size that a header announces; null where it is no header. Only for the first one, which is not known before. */
export function announcedBytes(header: Buffer, path: string): number | null {
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
  return Number.isSafeInteger(size) && size >= 0 && tarHeader(path, size).equals(header) ? size : null;
}
