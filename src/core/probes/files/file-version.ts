import type { FileHandle } from 'node:fs/promises';
import { Format } from 'pe-library';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';
import { messageOf } from '../../platform/message-of.ts';
import { withFile } from './open-file.ts';

/** DOS header, PE header and section table are within the first few kilobytes. */
const HEAD_BYTES = 64 * 1024;
/** Maximum size of the resource section; in the programs that are read it is far smaller. */
const MAX_RESOURCE_BYTES = 64 * 1024 * 1024;

async function readBytes(handle: FileHandle, position: number, length: number): Promise<ArrayBuffer> {
  const bytes = new ArrayBuffer(length);
  const { bytesRead } = await handle.read(new Uint8Array(bytes), 0, length, position);
  return bytesRead === length ? bytes : bytes.slice(0, bytesRead);
}

/** Reads only the headers and the resource section: a program can have hundreds of megabytes besides. */
async function readVersion(handle: FileHandle): Promise<string | null> {
  const head = await readBytes(handle, 0, HEAD_BYTES);
  const dos = Format.getImageDosHeader(head);
  if (!dos.isValid()) throw new Error('no MZ header');
  const nt = Format.getImageNtHeadersByDosHeader(head, dos);
  if (!nt.isValid()) throw new Error('no PE header');
  const { virtualAddress: start, size } = nt.optionalHeaderDataDirectory.get(Format.ImageDirectoryEntry.Resource);
  if (size === 0) return null;
  const section = [...Format.getImageSectionHeadersByNtHeaders(head, dos, nt)].find(
    ({ virtualAddress, virtualSize }) => start >= virtualAddress && start < virtualAddress + virtualSize,
  );
  if (section === undefined) throw new Error('resources lie in no section');
  const { pointerToRawData, sizeOfRawData, virtualAddress } = section;
  if (sizeOfRawData > MAX_RESOURCE_BYTES) throw new Error(`${sizeOfRawData} bytes of resources`);
  const bytes = await readBytes(handle, pointerToRawData, sizeOfRawData);
  return fileVersionIn(new DataView(bytes, start - virtualAddress), start);
}

/** Reads the version of a Windows program or library. @returns null where the file is missing, has no version, or could not be read, which is reported. */
export async function readFileVersion(path: string, report: ReportTrouble): Promise<string | null> {
  const read = await withFile(path, async (handle) => {
    try {
      return { ok: true as const, version: await readVersion(handle) };
    } catch (cause) {
      return { ok: false as const, code: 'not-a-program' as const, detail: messageOf(cause) };
    }
  });
  if (read.ok) return read.version;
  if (read.code !== 'missing') report({ place: path, code: read.code, detail: read.detail });
  return null;
}

/** Resource type of version resources (Microsoft, "PE Format" and "VERSIONINFO resource"). */
const RT_VERSION = 16;
const SUBDIRECTORY = 0x8000_0000;
/** Offset of VS_FIXEDFILEINFO in the resource: after the header, `VS_VERSION_INFO` in UTF-16, and padding. */
const FIXED_AT = 40;
const FIXED_SIGNATURE = 0xfeef_04bd;
const MAX_VALUE_BYTES = 512;
const FILE_VERSION = Buffer.from('FileVersion\0', 'utf16le');

/** Finds the offset that the first wanted entry of a directory points to; null where there is none. */
function entryIn(section: DataView, directory: number, wanted: (id: number) => boolean): number | null {
  const count = section.getUint16(directory + 12, true) + section.getUint16(directory + 14, true);
  for (let entry = directory + 16; entry < directory + 16 + 8 * count; entry += 8)
    if (wanted(section.getUint32(entry, true))) return section.getUint32(entry + 4, true) & ~SUBDIRECTORY;
  return null;
}

/** Finds the first version resource, through the nested directories of types, names and languages. */
function versionResource(section: DataView, address: number): Buffer | null {
  const names = entryIn(section, 0, (id) => id === RT_VERSION);
  const languages = names === null ? null : entryIn(section, names, () => true);
  const leaf = languages === null ? null : entryIn(section, languages, () => true);
  if (leaf === null) return null;
  const start = section.getUint32(leaf, true) - address;
  const bytes = section.getUint32(leaf + 4, true);
  // Throws a RangeError for an offset outside the file.
  return Buffer.from(section.buffer, section.byteOffset + start, bytes);
}

/** Values of all strings with the name FileVersion, one per language. */
function* writtenVersions(resource: Buffer): Generator<string> {
  for (let at = 0; (at = resource.indexOf(FILE_VERSION, at)) >= 0; at += FILE_VERSION.length) {
    const begin = Math.ceil((at + FILE_VERSION.length) / 4) * 4;
    const value = resource.toString('utf16le', begin, begin + MAX_VALUE_BYTES);
    yield value.slice(0, Math.max(0, value.indexOf('\0'))).trim();
  }
}

/**
 * Reads FileVersion as its publisher writes it. Where that is no plain number (`10.0.1 (WinBuild.160101)`), reads the four numbers
 * of the fixed part, which Explorer shows. Own code, because the resource reader of pe-library loops for ever on damaged resources.
 * @param section the resource section. @param address virtual address of the section.
 * @throws RangeError for damaged resources.
 */
function fileVersionIn(section: DataView, address: number): string | null {
  const resource = versionResource(section, address);
  if (resource === null) return null;
  for (const written of writtenVersions(resource)) if (/^\d+(\.\d+)+$/.test(written)) return written;
  if (resource.readUInt32LE(FIXED_AT) !== FIXED_SIGNATURE) return null;
  const numbers = [10, 8, 14, 12].map((offset) => resource.readUInt16LE(FIXED_AT + offset));
  return numbers.every((number) => number === 0) ? null : numbers.join('.');
}
