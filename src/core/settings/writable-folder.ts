import { access, constants, mkdir } from 'node:fs/promises';

/**
 * To be asked before conf writes: it tries again for a second, and holds up everything, when a folder refuses.
 * @throws what the operating system says.
 */
export async function requireWritableFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
}
