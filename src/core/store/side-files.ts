import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { RunRepository } from './run-repository.ts';

const directoryIn = (dataDirectory: string) => path.join(dataDirectory, 'runs-beside-database');

/**
 * Keeps a run as a file of its own while the database cannot be used: complete on disk when this returns.
 * @returns the file's path.
 */
export function writeSideFile(dataDirectory: string, run: CheckRun): string {
  const directory = directoryIn(dataDirectory);
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${run.id}.json`);
  const draft = `${file}.part`;
  const descriptor = openSync(draft, 'w');
  try {
    writeSync(descriptor, JSON.stringify(run));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  return file;
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
      written = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      continue;
    }
    const parsed = checkRunSchema.safeParse(written);
    if (!parsed.success) continue;
    runs.save(parsed.data);
    unlinkSync(file);
  }
}
