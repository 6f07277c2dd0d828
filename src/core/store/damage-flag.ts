import { rmSync, writeFileSync, statSync } from 'node:fs';
import { modeForFile } from '../platform/access/file-mode.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';

/**
 * A flag file beside a database in which damage was found. SQLite detects damage only in the pages it reads, so the next start would
 * write to the file again. The flag holds for this one file: a file restored in its place is used again.
 */
const flagFileOf = (file: string) => `${file}.damaged`;

const MAX_FLAG_BYTES = 64 * 1024;

export function flagDamaged(file: string, detail: string): void {
  try {
    writeFileSync(flagFileOf(file), JSON.stringify({ file: lastingFileIdentity(file), detail }), {
      mode: modeForFile(file),
    });
  } catch {
    // Where this file cannot be written, the database cannot be written either.
  }
}

/** @returns the damage that was found in this file; null where there is none. */
export function knownDamage(file: string): string | null {
  try {
    const flag = JSON.parse(readRegularFileSync(flagFileOf(file), MAX_FLAG_BYTES).toString('utf8')) as {
      file: string;
      detail: string;
    };
    return flag.file === lastingFileIdentity(file) ? flag.detail : null;
  } catch {
    return null;
  }
}

export function clearDamageFlag(file: string): void {
  try {
    rmSync(flagFileOf(file), { force: true });
  } catch {
    // A folder that cannot be written: the flag stays, and the database is not used.
  }
}

/** Identifies an open file, to detect that another one was put in its place; null where there is none. */
export function fileIdentity(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** Identifies a file across program starts: the inode of a removed file may be reused, so its birth time is included. */
function lastingFileIdentity(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}:${found.birthtimeNs}`;
}
