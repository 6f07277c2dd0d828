import { rename, stat } from 'node:fs/promises';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from '../probes/probe.ts';

/** What may be replaced by saving anew. A newer file is whole, and a file that cannot even be opened is not ours to move. */
const DAMAGED: ReadonlySet<string> = new Set([
  'file-invalid-field',
  'file-not-json',
  'file-not-utf8',
  'file-too-large',
]);

/** A file in a folder that may not be entered is not absent: nobody knows. */
export async function isAbsent(file: string): Promise<boolean> {
  try {
    await stat(file);
    return false;
  } catch (cause) {
    // ENOTDIR: what should be the data folder is a file; the database says so.
    return ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '');
  }
}

/**
 * Saves settings. A damaged file is kept beside the new one; a newer one is left alone.
 * @param existing what reading the file gave.
 * @param notSaved problem code for what the operating system refuses; params `file`, `detail`.
 */
export async function saveOver<Value>(
  file: string,
  existing: Result<unknown>,
  notSaved: string,
  value: Value,
  write: () => Promise<void>,
): Promise<Result<Value>> {
  if (!existing.ok && !DAMAGED.has(existing.problem.code)) return existing;
  const backup = `${file}.damaged-${Date.now()}`;
  try {
    if (!existing.ok) await rename(file, backup);
  } catch (cause) {
    return fail(notSaved, { file, detail: messageOf(cause) });
  }
  try {
    await write();
    return succeed(value);
  } catch (cause) {
    if (!existing.ok) await rename(backup, file).catch(() => undefined);
    return fail(notSaved, { file, detail: messageOf(cause) });
  }
}
