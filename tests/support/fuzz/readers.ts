import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UntrustedFiles, startReaderProgram } from '../../../src/core/platform/untrusted/read-apart.ts';
import { PROBLEMS } from '../../../src/shared/domain/problem-table.ts';
import { ROOT } from '../vrlab.ts';
import { type Make, fuzzedFiles } from './corpora.ts';
import { dice } from './mutate.ts';

/** What must not come of any file: a reader that has a fault, never ends or takes all memory. */
const FAULTS: ReadonlySet<string> = new Set(['file-ended-reader', 'file-took-too-long', 'file-needs-too-much-memory']);

export interface ReadersReport {
  /** How often each outcome was met: `photo ok`, `asset-register books-damaged`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** With the number of the file, by which it can be made again. */
  readonly faults: readonly string[];
}

/** Reads so many files, the n-th the same for the same seed. @param only this file alone. @param makes files of which kinds. */
export async function fuzzReaders(
  count: number,
  seed: number,
  only?: number,
  makes: () => Make | Promise<Make> = fuzzedFiles,
): Promise<ReadersReport> {
  const program = pathToFileURL(path.join(ROOT, 'out/main/reader-process.js'));
  const files = new UntrustedFiles((events) => startReaderProgram(program, events));
  const make = await makes();
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  for (let at = only ?? 0; at < (only === undefined ? count : only + 1); at += 1) {
    const file = make(dice(seed * 1_000_003 + at));
    const read = await file.readBy(files);
    const code = read.ok ? 'ok' : read.problem.code;
    outcomes[`${file.name} ${code}`] = (outcomes[`${file.name} ${code}`] ?? 0) + 1;
    if (!read.ok && (FAULTS.has(code) || !(code in PROBLEMS)))
      faults.push(`file ${at} of ${file.name}: ${JSON.stringify(read.problem)}`);
  }
  files.close();
  return { outcomes, faults };
}
