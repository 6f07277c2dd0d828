import { rmSync, writeFileSync, statSync } from 'node:fs';
import { modeForFile } from '../platform/access/file-mode.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';

/**
 * A note beside a database in which damage was met. SQLite notices damage only where it happens to read, so the next start
 * would go on writing into it. The note holds for this very file: one put in its place is used again.
 */
const markOf = (file: string) => `${file}.damaged`;

const MAX_MARK_BYTES = 64 * 1024;

export function flagDamaged(file: string, detail: string): void {
  try {
    writeFileSync(markOf(file), JSON.stringify({ file: lastingFileIdentity(file), detail }), {
      mode: modeForFile(file),
    });
  } catch {
    // Where nothing can be written, nothing is written into the database either.
  }
}

/** @returns what was found wrong with the file, null when nothing was. */
export function knownDamage(file: string): string | null {
  try {
    const mark = JSON.parse(readRegularFileSync(markOf(file), MAX_MARK_BYTES).toString('utf8')) as {
      file: string;
      detail: string;
    };
    return mark.file === lastingFileIdentity(file) ? mark.detail : null;
  } catch {
    return null;
  }
}

export function clearDamageFlag(file: string): void {
  try {
    rmSync(markOf(file), { force: true });
  } catch {
    // Where the note cannot be taken away, it cannot have been written by us a moment ago either.
  }
}

/** Tells this very file from another one that was put in its place; null when there is none. */
export function fileIdentity(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** The same for a file that nobody holds open, whose number may be given to a new file once it is gone. */
export function lastingFileIdentity(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}:${found.birthtimeNs}`;
}
