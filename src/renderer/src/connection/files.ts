import type { FileToKeep } from '../../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';

/** Largest file the contract accepts, in bytes: three quarters of its limit, which counts characters of base64. */
export const MAX_SMALL_FILE_BYTES = 2_990_000;
export const MAX_REPORT_BYTES = 32_900_000;
/** More than a PC can have of sockets. */
export const MAX_SOCKETS_FILE_BYTES = 256 * 1024;
/** Ten times a report of the largest lab PC. */
export const MAX_SENT_TEXT_BYTES = 10_000_000;

/** Arguments passed to a function are limited, so a file is encoded piece by piece. */
const CHUNK_BYTES = 0x80_00;

export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
  return btoa(text);
}

export const decodeBase64 = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Content of a file that a person chose, as base64. */
export const readBase64 = async (file: File): Promise<string> => encodeBase64(new Uint8Array(await file.arrayBuffer()));

/**
 * A chosen file in the form the contract accepts.
 * @returns `file-too-large`, `file-unreadable`.
 */
export async function readUpload(file: File, maxBytes: number): Promise<Result<{ name: string; base64: string }>> {
  if (file.size > maxBytes)
    return fail('file-too-large', { file: file.name, megabytes: Math.ceil(file.size / 1_000_000) });
  try {
    return succeed({ name: file.name.slice(-200), base64: await readBase64(file) });
  } catch (cause) {
    return fail('file-unreadable', { file: file.name, detail: String(cause) });
  }
}

type OnSaved = (fileName: string) => void;
const watching = new Set<OnSaved>();

/** Hears of every file that is given to a person. @returns ends it. */
export function watchSavedFiles(onSaved: OnSaved): () => void {
  watching.add(onSaved);
  return () => void watching.delete(onSaved);
}

/** Saves a file the way the browser saves downloads. */
export function saveFile({ fileName, mediaType, base64 }: FileToKeep): void {
  const address = URL.createObjectURL(new Blob([decodeBase64(base64)], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  for (const onSaved of watching) onSaved(fileName);
  // A minute is ample: the browser reads the content when it handles the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
