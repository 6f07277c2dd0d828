import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../make-folder.ts';

/**
 * Writes a file so that after a power cut there is the old one or the new one, never half of one.
 * @param mode who may read it, e.g. 0o600; left to the system when not given.
 */
export function writeDurably(file: string, content: string | Uint8Array, mode?: number): void {
  makeFolder(path.dirname(file));
  const draft = `${file}.part`;
  writeThrough(draft, content, mode);
  renameSync(draft, file);
  syncFolder(path.dirname(file));
}

/** Writes a file down to the disk. */
export function writeThrough(file: string, content: string | Uint8Array, mode?: number): void {
  const descriptor = openSync(file, 'w', mode);
  try {
    // A file left over keeps the mode it had.
    if (mode !== undefined) fchmodSync(descriptor, mode);
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
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
