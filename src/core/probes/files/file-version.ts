import type { FileHandle } from 'node:fs/promises';
import { Format } from 'pe-library';
import type { Note } from '../../platform/note.ts';
import { messageOf } from '../../platform/message-of.ts';
import { withFile } from './open-file.ts';
import { fileVersionIn } from './version-resource.ts';

/** DOS header, PE header and section table lie in the first few kilobytes. */
const HEAD_BYTES = 64 * 1024;
/** Icons and dialogs of the programs we ask are far below this. */
const MAX_RESOURCE_BYTES = 64 * 1024 * 1024;

async function readBytes(handle: FileHandle, position: number, length: number): Promise<ArrayBuffer> {
  const bytes = new ArrayBuffer(length);
  const { bytesRead } = await handle.read(new Uint8Array(bytes), 0, length, position);
  return bytesRead === length ? bytes : bytes.slice(0, bytesRead);
}

/** Reads headers and the section with the resources only: a program can have hundreds of megabytes beside them. */
async function versionOf(handle: FileHandle): Promise<string | null> {
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

/** Version of a Windows program or library; null when there is no such file, it tells none, or for a reason that is noted. */
export async function readFileVersion(path: string, note: Note): Promise<string | null> {
  const read = await withFile(path, async (handle) => {
    try {
      return { ok: true as const, version: await versionOf(handle) };
    } catch (cause) {
      return { ok: false as const, code: 'not-a-program' as const, detail: messageOf(cause) };
    }
  });
  if (read.ok) return read.version;
  if (read.code !== 'missing') note({ place: path, code: read.code, detail: read.detail });
  return null;
}
