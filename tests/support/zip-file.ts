import { crc32, deflateRawSync } from 'node:zlib';
import { type PackageParts, readPackage, writePackage } from '../../src/core/platform/zip.ts';

/** A document with some of its parts replaced, added, or (null) taken out. */
export function changedDocument(
  bytes: Buffer,
  changes: Readonly<Record<string, string | Buffer | null | ((text: string) => string)>>,
): Buffer {
  const parts = new Map(readPackage(bytes));
  for (const [name, change] of Object.entries(changes))
    if (change === null) parts.delete(name);
    else if (typeof change === 'function')
      parts.set(name, Buffer.from(change(Buffer.from(parts.get(name) ?? '').toString())));
    else parts.set(name, Buffer.from(change));
  return writePackage(parts);
}

/** A package whose only further part unpacks to this many bytes of zeros, announced as `said`. */
export function withBomb(parts: PackageParts, size: number, said = size): Buffer {
  const zeros = Buffer.alloc(size);
  const name = Buffer.from('word/media/bomb.png');
  const packed = deflateRawSync(zeros, { level: 9 });
  const whole = writePackage(new Map([...parts, [name.toString(), packed]]));
  // The last entry was stored: say that it is deflated, and how large it is unpacked.
  const local = whole.lastIndexOf(Buffer.from('PK\u0003\u0004'));
  const central = whole.lastIndexOf(Buffer.from('PK\u0001\u0002'));
  for (const [at, header] of [
    [local + 8, local + 14],
    [central + 10, central + 16],
  ] as const) {
    whole.writeUInt16LE(8, at);
    whole.writeUInt32LE(crc32(zeros), header);
    whole.writeUInt32LE(said, header + 8);
  }
  return whole;
}
