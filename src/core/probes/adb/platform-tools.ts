import fs from 'node:fs';
import path from 'node:path';

const RESOURCES = 'resources';
const FOLDER = 'platform-tools';
const PROGRAM = process.platform === 'win32' ? 'adb.exe' : 'adb';

/**
 * Folders of resources of the program: Electron's; from `out/main` that of the repository, and the one in which the terminal command
 * lies; from the sources that of the repository. No others: what is found there is started.
 */
function resources(): string[] {
  const from = (...up: string[]) => path.join(import.meta.dirname, ...up);
  if (import.meta.url.endsWith('.ts')) return [from('..', '..', '..', '..', RESOURCES)];
  return [
    ...('resourcesPath' in process ? [process.resourcesPath] : []),
    from('..', '..', RESOURCES),
    from('..', '..', '..'),
  ];
}

/** Google's adb beside the program; null where nobody put it there. */
export const platformTools = (): string | null =>
  resources()
    .map((folder) => path.join(folder, FOLDER, PROGRAM))
    .find((file) => fs.existsSync(file)) ?? null;
