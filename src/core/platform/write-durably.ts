import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { modeForFile } from './access/file-mode.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a file so that after a power cut there is the old one or the new one, never half of one. Where it cannot be written there
 * is the old one, and nothing beside it. It is for this account only, or for the group its folder is shared with.
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
    // Not ours, for example a folder; why the file could not be written is said.
  }
}

/** Writes a file down to the disk, readable as its folder says. */
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

/** A file left over keeps the mode it had, and the mask of the process holds back what a group is to have. */
function limitTo(descriptor: number, mode: number): void {
  try {
    fchmodSync(descriptor, mode);
  } catch {
    // Sticks have file systems without modes.
  }
}

/** Makes names in a folder last. Windows cannot open a folder, and writes names through by itself. */
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
