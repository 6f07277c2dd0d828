import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import { modeForFile } from '../platform/access/file-mode.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import type { RunRepository } from './run-repository.ts';

/** A run is some hundred kilobytes; something else is in a larger file. */
const MAX_RUN_BYTES = 32 << 20;

const directoryIn = (dataDirectory: string) => path.join(dataDirectory, 'runs-beside-database');

/**
 * Keeps a run as a file of its own while the database cannot be used: complete on disk when this returns.
 * @returns the file's path.
 * @throws when it could not be written whole; nothing is left of it then.
 */
export function writeSideFile(dataDirectory: string, run: CheckRun): string {
  const directory = directoryIn(dataDirectory);
  makeFolder(directory);
  const file = path.join(directory, `${run.id}.json`);
  const draft = `${file}.part`;
  try {
    writeDurably(draft, Buffer.from(JSON.stringify(run)));
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
  syncFolder(directory);
  return file;
}

function writeDurably(file: string, content: Buffer): void {
  const descriptor = openSync(file, 'w', modeForFile(file));
  try {
    // On a nearly full disk one write takes only a part; this writes until all of it is out, or throws.
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The new name itself must survive a power cut. Windows has no such call for folders and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Takes runs kept beside the database into it. A file that is not a run of ours stays where it is. */
export async function importSideFiles(dataDirectory: string, runs: RunRepository): Promise<void> {
  const directory = directoryIn(dataDirectory);
  let names: string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch {
    return; // The folder does not exist: nothing was ever kept there.
  }
  if (names.length === 0) return;
  const { checkRunSchema } = await import('../../shared/domain/check-run.ts');
  for (const name of names) {
    const file = path.join(directory, name);
    let written: unknown;
    try {
      written = JSON.parse(readRegularFileSync(file, MAX_RUN_BYTES).toString('utf8'));
    } catch {
      continue;
    }
    const parsed = checkRunSchema.safeParse(written);
    if (!parsed.success) continue;
    runs.save(parsed.data);
    try {
      unlinkSync(file);
    } catch {
      // Saving it once more changes nothing.
    }
  }
}
