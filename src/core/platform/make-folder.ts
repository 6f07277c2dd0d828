import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder with those above it; one that is there already is fine.
 *
 * Node's own `recursive` never ends where the system refuses a new folder with ENOENT, as `/proc` does: it goes on making the
 * parent, which is there.
 * @param mode of the folders that are new. @throws what the operating system says.
 */
export function makeFolder(folder: string, mode?: number): void {
  const whole = path.resolve(folder);
  for (const missing of missingFolders(whole))
    try {
      mkdirSync(missing, mode);
    } catch (cause) {
      // Another program made it meanwhile, or it cannot be looked at: the next one tells.
      const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isThere || (missing === whole && !isFolder(missing))) throw cause;
    }
}

/** From the highest one down; the folder itself also where something else has its name. */
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
