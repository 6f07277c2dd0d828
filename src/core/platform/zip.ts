import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Files of an Office package by their path. */
export type PackageParts = ReadonlyMap<string, Uint8Array>;

/** All files of a package, unpacked; a form with letterhead and seal pictures has less than a tenth. */
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

/** The file is no package, damaged, or made to be misread. */
export class NotAPackage extends Error {}
/** It unpacks to more than a template may hold. */
export class TooMuchInPackage extends Error {}

const must = (condition: boolean): void => {
  if (!condition) throw new NotAPackage();
};

/**
 * Reads a ZIP package (APPNOTE 6.3.10) strictly: no encryption, no ZIP64, no second file of the same name, nothing outside
 * the package, sizes and checksums as announced. Nothing is unpacked beyond the limit, whatever the headers promise.
 * @param mostParts of a package of our own more than of one that was handed over.
 * @throws NotAPackage, TooMuchInPackage
 */
export function readPackage(bytes: Buffer, mostParts = MAX_ZIP_FILES): PackageParts {
  const parts = new Map<string, Uint8Array>();
  const names = new Set<string>();
  let left = MAX_UNPACKED_BYTES;
  try {
    for (const header of centralHeaders(bytes, mostParts)) {
      const { name, data } = unpack(bytes, header, left);
      if (name.endsWith('/')) continue;
      // Windows and Word take names that differ in case for the same.
      must(isInside(name) && !names.has(name.toLowerCase()));
      names.add(name.toLowerCase());
      parts.set(name, data);
      left -= data.length;
    }
  } catch (cause) {
    // Reading beyond the end of the buffer is a damaged package as well.
    throw cause instanceof TooMuchInPackage ? cause : new NotAPackage('', { cause });
  }
  return parts;
}

const isInside = (name: string): boolean =>
  !/[\\\0:]/.test(name) && name.split('/').every((step) => step !== '' && step !== '.' && step !== '..');

/** Offsets of the directory's entries. */
function centralHeaders(bytes: Buffer, mostParts: number): number[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  must(end >= 0 && bytes.readUInt32LE(end) === END && bytes.length >= end + END_BYTES);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) throw new TooMuchInPackage();
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

function unpack(bytes: Buffer, header: number, most: number): { name: string; data: Uint8Array } {
  const method = bytes.readUInt16LE(header + 10);
  const packedSize = bytes.readUInt32LE(header + 20);
  const size = bytes.readUInt32LE(header + 24);
  const nameEnd = header + 46 + bytes.readUInt16LE(header + 28);
  const name = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(header + 46, nameEnd));
  const local = bytes.readUInt32LE(header + 42);
  must((bytes.readUInt16LE(header + 8) & ENCRYPTED) === 0 && bytes.readUInt32LE(local) === LOCAL);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  must(start + packedSize <= bytes.length && (method === STORED || method === DEFLATED));
  if (size > most) throw new TooMuchInPackage();
  const packed = bytes.subarray(start, start + packedSize);
  const data = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  must(data.length === size && crc32(data) === bytes.readUInt32LE(header + 16));
  return { name, data };
}

/**
 * Packs parts: what is read back are these parts and nothing else.
 * @param isCompressed parts that deflate makes smaller; the others are kept as they are.
 */
export function writePackage(parts: PackageParts, isCompressed: (part: string) => boolean = () => false): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [part, data] of parts) {
    const name = Buffer.from(part);
    const compressed = isCompressed(part);
    const packed = compressed ? deflateRawSync(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    // Version 2.0; no date: 1 January 1980.
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
