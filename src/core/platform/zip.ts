import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Files of a ZIP package by their path. */
export type PackageParts = ReadonlyMap<string, Uint8Array>;

/** Maximum size of all files of a package, unpacked; a form with letterhead and stamp images has less than a tenth. */
export const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const MAX_ZIP_FILES = 500;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENCRYPTED = 1;
const UTF8_NAMES = 1 << 11;
const STORED = 0;
const DEFLATED = 8;

/** The file is no package, is damaged, or is ambiguous on purpose. */
export class NotAPackage extends Error {}
/** The package unpacks to more than the limits allow. */
export class TooMuchInPackage extends Error {}

const must = (condition: boolean): void => {
  if (!condition) throw new NotAPackage();
};

/**
 * Reads a ZIP package (APPNOTE 6.3.10) strictly: no encryption, no ZIP64, no second file of the same name, nothing outside
 * the package, sizes and checksums as announced. Nothing is unpacked beyond the limit, whatever the headers promise.
 * @param maxFiles packages of this program may have more files than imported ones.
 * @throws NotAPackage, TooMuchInPackage
 */
export function readPackage(bytes: Buffer, maxFiles = MAX_ZIP_FILES): PackageParts {
  const parts = new Map<string, Uint8Array>();
  const names = new Set<string>();
  let left = MAX_UNPACKED_BYTES;
  try {
    for (const header of centralHeaders(bytes, maxFiles)) {
      const { name, data } = unpack(bytes, header, left);
      if (name.endsWith('/')) continue;
      // Windows and Word treat names that differ only in case as the same.
      must(isInside(name) && !names.has(name.toLowerCase()));
      names.add(name.toLowerCase());
      parts.set(name, data);
      left -= data.length;
    }
  } catch (cause) {
    // A read beyond the end of the buffer means a damaged package as well.
    throw cause instanceof TooMuchInPackage ? cause : new NotAPackage('', { cause });
  }
  return parts;
}

const isInside = (name: string): boolean =>
  !/[\\\0:]/.test(name) && name.split('/').every((step) => step !== '' && step !== '.' && step !== '..');

/** Offsets of the entries of the central directory. */
function centralHeaders(bytes: Buffer, maxFiles: number): number[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  must(end >= 0 && bytes.readUInt32LE(end) === END && bytes.length >= end + END_BYTES);
  const count = bytes.readUInt16LE(end + 10);
  if (count > maxFiles) throw new TooMuchInPackage();
  must(count === bytes.readUInt16LE(end + 8));
  const headers: number[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    must(bytes.readUInt32LE(at) === CENTRAL);
    headers.push(at);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  must(at <= end);
  return headers;
}

function unpack(bytes: Buffer, header: number, maxBytes: number): { name: string; data: Uint8Array } {
  const method = bytes.readUInt16LE(header + 10);
  const packedSize = bytes.readUInt32LE(header + 20);
  const size = bytes.readUInt32LE(header + 24);
  const nameEnd = header + 46 + bytes.readUInt16LE(header + 28);
  const name = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(header + 46, nameEnd));
  const local = bytes.readUInt32LE(header + 42);
  must((bytes.readUInt16LE(header + 8) & ENCRYPTED) === 0 && bytes.readUInt32LE(local) === LOCAL);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  must(start + packedSize <= bytes.length && (method === STORED || method === DEFLATED));
  if (size > maxBytes) throw new TooMuchInPackage();
  const packed = bytes.subarray(start, start + packedSize);
  const data = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  must(data.length === size && crc32(data) === bytes.readUInt32LE(header + 16));
  return { name, data };
}

/**
 * Writes a package with exactly these files.
 * @param isCompressed which files are deflated; the others are stored.
 */
export function writePackage(parts: PackageParts, isCompressed: (part: string) => boolean = () => false): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [part, data] of parts) {
    const name = Buffer.from(part);
    const compressed = isCompressed(part);
    const packed = compressed ? deflateRawSync(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    // Version needed 2.0; the date is fixed at 1 January 1980, so that equal content gives equal bytes.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(compressed ? DEFLATED : STORED, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(uint32(LOCAL), common, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(uint32(CENTRAL), Buffer.from([20, 0]), common, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, entries, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
