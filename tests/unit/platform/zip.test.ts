import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  MAX_UNPACKED_BYTES,
  NotAPackage,
  TooMuchInPackage,
  readPackage,
  writePackage,
} from '../../../src/core/platform/zip.ts';
import { inOwnProcess } from '../../support/program/own-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { withBomb } from '../../support/zip-file.ts';

const parts = new Map<string, Uint8Array>([
  ['word/document.xml', Buffer.from('<a>中文</a>')],
  ['空.txt', Buffer.alloc(0)],
  ['big.bin', Buffer.alloc(70_000, 7)],
]);
const texts = (read: ReadonlyMap<string, Uint8Array>) => [...read].map(([name, data]) => [name, Buffer.from(data)]);

it('a package is read as it was written, and as another program packed it', () => {
  expect(texts(readPackage(writePackage(parts)))).toEqual(texts(parts));
  const file = path.join(temporaryFolder(), 'packed.zip');
  const script = `import zipfile,sys
z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
z.writestr('word/', '')
z.writestr('word/document.xml', '<a>中文</a>')
z.writestr('空.txt', b'')
z.writestr('big.bin', bytes([7]) * 70000)
z.close()`;
  execFileSync('python3', ['-c', script, file]);
  expect(texts(readPackage(execFileSync('cat', [file])))).toEqual(texts(parts));
});

it('a written package is read by another program', () => {
  const file = path.join(temporaryFolder(), 'written.zip');
  writeFileSync(file, writePackage(parts));
  const script = `import zipfile,sys
z = zipfile.ZipFile(sys.argv[1])
print(z.testzip(), z.namelist(), z.read('word/document.xml').decode())`;
  expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe(
    "None ['word/document.xml', '空.txt', 'big.bin'] <a>中文</a>",
  );
});

const good = () => writePackage(parts);
const central = (bytes: Buffer) => bytes.indexOf(Buffer.from('PK\u0001\u0002'));
const named = (...names: string[]) => writePackage(new Map(names.map((name) => [name, Buffer.from('x')])));
const patched = (change: (bytes: Buffer) => void) => {
  const bytes = good();
  change(bytes);
  return bytes;
};

it.each<[string, Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('This is no package at all. '.repeat(20))],
  ['the old Word format', Buffer.from('d0cf11e0a1b11ae1'.repeat(64), 'hex')],
  ['its end cut off', good().subarray(0, -30)],
  ['its beginning cut off', good().subarray(500)],
  ['a changed byte', patched((bytes) => bytes.writeUInt8(bytes[50]! ^ 1, 50))],
  ['a part said to be encrypted', patched((bytes) => bytes.writeUInt16LE(1, central(bytes) + 8))],
  ['a part packed in an unusual way', patched((bytes) => bytes.writeUInt16LE(14, central(bytes) + 10))],
  ['a part behind the end', patched((bytes) => bytes.writeUInt32LE(bytes.length + 9, central(bytes) + 42))],
  ['a part that is larger than it says', withBomb(parts, 50_000, 100)],
  ['a part that is smaller than it says', withBomb(parts, 100, 50_000)],
  ['a part outside the package', named('../etc/passwd')],
  ['a part at the root of the disk', named('/etc/passwd')],
  ['a part on a drive', named('C:/x')],
  ['a part with a backslash', named('word\\document.xml')],
  [
    'two parts of one name',
    Buffer.from(named('word/a.xml', 'word/b.xml').toString('latin1').replaceAll('b.xml', 'a.xml'), 'latin1'),
  ],
  ['two parts that differ in case', named('word/a.xml', 'Word/A.xml')],
])('a package is refused: %s', (_, bytes) => {
  expect(() => readPackage(bytes)).toThrow(NotAPackage);
});

it.each<[string, Buffer]>([
  ['one part too large', withBomb(parts, MAX_UNPACKED_BYTES + 1)],
  [
    'parts that are too large together',
    writePackage(new Map([1, 2, 3].map((n) => [`${n}`, Buffer.alloc(MAX_UNPACKED_BYTES / 2)]))),
  ],
  ['too many parts', named(...Array.from({ length: 501 }, (_, at) => `${at}`))],
])('a package is refused: %s', (_, bytes) => {
  expect(() => readPackage(bytes)).toThrow(TooMuchInPackage);
});

it('no more of a part is unpacked than it announces', async () => {
  const file = path.join(temporaryFolder(), 'bomb.zip');
  writeFileSync(file, withBomb(parts, 128 * 1024 * 1024, 100));
  // A process of its own: only there is its largest memory that of one reading.
  const said = await inOwnProcess(`
    import { readFileSync } from 'node:fs';
    import { NotAPackage, readPackage } from './src/core/platform/zip.ts';
    const bytes = readFileSync(${JSON.stringify(file)});
    const before = process.resourceUsage().maxRSS;
    let refused = false;
    try { readPackage(bytes); } catch (cause) { refused = cause instanceof NotAPackage; }
    console.log(JSON.stringify({ refused, small: process.resourceUsage().maxRSS - before < 64 * 1024 }));`);
  expect(JSON.parse(said)).toEqual({ refused: true, small: true });
});
