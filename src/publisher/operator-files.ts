import { parseJson } from '../core/platform/read-json-file.ts';
import { readRegularFileSync, refusalOf } from '../core/platform/regular-file.ts';
import { Refusal } from '../core/publication/trust/metadata.ts';
import type { Problem } from '../shared/domain/problem.ts';

/** The largest is a document of a publication, 16 MiB. */
const MOST_BYTES = 32 << 20;

/** A file of the operator that cannot be used; `runPublisher` says which and why. */
export class UnusableFile extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, cause?: unknown) {
    super(problem.code, { cause });
    this.problem = problem;
  }
}

/** Reads a file that was named on the command line, or is in a folder that was. @throws UnusableFile */
export function readOperatorFile(file: string): Buffer {
  try {
    return readRegularFileSync(file, MOST_BYTES);
  } catch (cause) {
    const refused = refusalOf(cause, file);
    throw refused.ok ? cause : new UnusableFile(refused.problem, cause);
  }
}

/** @throws UnusableFile */
export function readOperatorJson(file: string): unknown {
  const json = parseJson(file, readOperatorFile(file));
  if (!json.ok) throw new UnusableFile(json.problem);
  return json.value;
}

/** What an exception means to the operator. @returns null for a fault of the program. */
export function problemOf(cause: unknown): Problem | null {
  if (cause instanceof UnusableFile) return cause.problem;
  if (cause instanceof Refusal) return cause.problem;
  const { code, path, message } = cause as NodeJS.ErrnoException;
  const isSystems = typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) && typeof path === 'string';
  return isSystems ? { code: 'file-unusable', params: { file: path, detail: message } } : null;
}
