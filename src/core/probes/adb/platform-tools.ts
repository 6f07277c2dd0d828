import fs from 'node:fs';
import path from 'node:path';

const FOLDER = 'platform-tools';
const PROGRAM = process.platform === 'win32' ? 'adb.exe' : 'adb';

/** Google's adb beside the program: in its folder of resources, or above the sources. Null where nobody put it there. */
export function platformTools(): string | null {
  const folders = [
    ...('resourcesPath' in process ? [process.resourcesPath] : []),
    ...['../..', '../../..', '../../../..'].flatMap((up) => {
      const root = path.join(import.meta.dirname, up);
      return [path.join(root, 'resources'), root];
    }),
  ];
  return folders.map((folder) => path.join(folder, FOLDER, PROGRAM)).find((file) => fs.existsSync(file)) ?? null;
}
