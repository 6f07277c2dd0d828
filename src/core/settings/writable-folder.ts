import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../platform/make-folder.ts';
import { NotRegular } from '../platform/regular-file.ts';

/**
 * To be asked before conf writes: it tries again for a second, and holds up everything, when a folder refuses; and it reads
 * the file that is there, which never ends when that is a pipe.
 * @param name of the settings file, without `.json`. @throws what the operating system says, NotRegular.
 */
export async function requireWritableFolder(folder: string, name: string): Promise<void> {
  makeFolder(folder);
  await access(folder, constants.W_OK);
  const there = await stat(path.join(folder, `${name}.json`)).catch(() => null);
  if (there !== null && !there.isFile()) throw new NotRegular(`${name}.json is not a regular file`);
}
