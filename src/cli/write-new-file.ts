import { writeFile } from 'node:fs/promises';
import { modeForFile } from '../core/platform/access/file-mode.ts';
import { messageOf } from '../core/platform/message-of.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';

/** Writes a file that a person named; never over one that is there. @returns `file-exists`, `file-not-written`. */
export async function writeNewFile(file: string, content: string | Uint8Array): Promise<Result<string>> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: modeForFile(file) });
    return succeed(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return fail('file-exists', { file });
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
