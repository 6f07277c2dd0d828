import { lstat, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { StickEntry } from '../../shared/domain/kiosk.ts';
import type { FileToKeep } from '../../shared/domain/request-record.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { fileToKeep } from '../platform/file-to-keep.ts';
import { naturalOrder } from '../platform/natural-order.ts';
import { defaultLimit, readRegularFile } from '../platform/regular-file.ts';

/** As large as the largest file that any screen takes. */
const MAX_BYTES = 50_000_000;
const MOST_ENTRIES = 500;
/** What systems leave on a stick for themselves. */
const OF_SYSTEMS = /^[.$]|^(system volume information|lost\+found)$/i;

/**
 * A place on a drive, given by its names from the root of the drive.
 * @returns null where it leads elsewhere, by its names or through a link.
 */
async function placeOn(drive: string, names: readonly string[]): Promise<string | null> {
  if (names.some((name) => name === '..' || name === '.' || name === '' || /[\\/\0]/.test(name))) return null;
  try {
    const [root, place] = await Promise.all([realpath(drive), realpath(path.join(drive, ...names))]);
    const isInside = place === root || place.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
    return isInside ? place : null;
  } catch {
    return null;
  }
}

/** Folders first, then files, each in natural order. Links are left out. @returns `file-unreadable`. */
export async function listStick(drive: string, names: readonly string[]): Promise<Result<StickEntry[]>> {
  const folder = await placeOn(drive, names);
  const found = folder === null ? null : await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (folder === null || found === null)
    return fail('file-unreadable', { file: names.at(-1) ?? drive, detail: 'ENOENT' });
  const shown = found
    .filter((entry) => !OF_SYSTEMS.test(entry.name) && (entry.isFile() || entry.isDirectory()))
    .toSorted((a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || naturalOrder(a.name, b.name))
    .slice(0, MOST_ENTRIES);
  const entries = shown.map(async (entry): Promise<StickEntry> => {
    if (entry.isDirectory()) return { name: entry.name, kind: 'folder', bytes: null };
    const about = await lstat(path.join(folder, entry.name)).catch(() => null);
    return { name: entry.name, kind: 'file', bytes: about?.size ?? null };
  });
  return succeed(await Promise.all(entries));
}

/** @returns `file-unreadable`, `file-too-large`, `file-not-regular`. */
export async function takeFromStick(drive: string, names: readonly string[]): Promise<Result<FileToKeep>> {
  const name = names.at(-1);
  const file = name === undefined ? null : await placeOn(drive, names);
  if (name === undefined || file === null) return fail('file-unreadable', { file: name ?? drive, detail: 'ENOENT' });
  const read = await readRegularFile(file, defaultLimit(MAX_BYTES));
  return read.ok ? succeed(fileToKeep(name, '', read.value)) : read;
}
