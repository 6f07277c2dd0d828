import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Creates a folder and its missing parents; an existing one is fine.
 *
 * Node's own `recursive` option loops for ever where the system refuses a new folder with ENOENT, as `/proc` does: it keeps
 * creating the parent, which exists.
 * @param mode of the new folders. @throws the error of the operating system.
 */
export function makeFolder(folder: string, mode?: number): void {
  const whole = path.resolve(folder);
  for (const missing of missingFolders(whole))
    try {
      mkdirSync(missing, mode);
    } catch (cause) {
      // Another program has created it meanwhile, or its parent may not be listed: then the next folder down fails.
      const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isThere || (missing === whole && !isFolder(missing))) throw cause;
    }
}

/** Missing folders from the top down. Includes the folder itself where a file has its name, so that creating it fails. */
function missingFolders(folder: string): string[] {
  if (isFolder(folder)) return [];
  const missing = [folder];
  for (let above = path.dirname(folder); !isThere(above) && above !== path.dirname(above); above = path.dirname(above))
    missing.unshift(above);
  return missing;
}

const isThere = (name: string): boolean => found(name) !== undefined;
const isFolder = (name: string): boolean => found(name)?.isDirectory() === true;

function found(name: string) {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
