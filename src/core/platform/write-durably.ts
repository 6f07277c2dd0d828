import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { modeForFile } from './access/file-mode.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Replaces a file atomically and durably: after a power cut it has the old or the new content, never half of it. When writing
 * fails, the old file stays and no draft is left. Readable by this account, or by the group that its folder is shared with.
 * @throws the error of the operating system.
 */
export function writeDurably(file: string, content: string | Uint8Array): void {
  makeFolder(path.dirname(file));
  const draft = `${file}.part`;
  try {
    writeThrough(draft, content);
    renameSync(draft, file);
  } catch (cause) {
    removeDraft(draft);
    throw cause;
  }
  syncFolder(path.dirname(file));
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Something else has the draft's name, such as a folder; the error of writing is the one to report.
  }
}

/** Writes a file and flushes it to the disk, with the mode for its folder. */
export function writeThrough(file: string, content: string | Uint8Array): void {
  const mode = modeForFile(file);
  const descriptor = openSync(file, 'w', mode);
  try {
    limitTo(descriptor, mode);
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Sets the mode of an open file: an existing file keeps its old mode, and the umask removes rights of the group. */
function limitTo(descriptor: number, mode: number): void {
  try {
    fchmodSync(descriptor, mode);
  } catch {
    // File systems of USB drives have no modes.
  }
}

/** Flushes the entries of a folder to the disk. Windows cannot open folders and needs no flush. */
export function syncFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch {
    // Some file systems refuse it for folders.
  } finally {
    closeSync(descriptor);
  }
}
