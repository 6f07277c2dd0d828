import { access, constants } from 'node:fs/promises';
import { makeFolder } from '../make-folder.ts';

/**
 * To be asked before conf writes: it tries again for a second, and holds up everything, when a folder refuses.
 * @throws what the operating system says.
 */
export async function requireWritableFolder(folder: string): Promise<void> {
  makeFolder(folder);
  await access(folder, constants.W_OK);
}
