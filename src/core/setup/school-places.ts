import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** What a school file is called where a PC looks for it by itself. */
const NAMES = ['vrlab-school.xlsx', 'vrlab-school.csv', 'vrlab-school.signed.json'];

/** Set for all PCs when the program is installed: a file, or the folder of a share. */
const VARIABLE = 'VRLAB_SCHOOL';

/** Folders in which a PC without a set-up looks, the surest first. */
async function folders(): Promise<string[]> {
  return [path.dirname(process.execPath), ...(await removableFolders())];
}

/** Where removable media are mounted: `/media/<account>/<label>`, `/run/media/<account>/<label>`, `/media/<label>`. */
async function removableFolders(): Promise<string[]> {
  if (process.platform === 'win32') return await removableDrives();
  const below = async (folder: string): Promise<string[]> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
  };
  const upper = (await Promise.all(['/media', '/run/media'].map(below))).flat();
  return [...upper, ...(await Promise.all(upper.map(below))).flat()];
}

const DRIVE_REMOVABLE = 2;

async function removableDrives(): Promise<string[]> {
  try {
    const { default: koffi } = await import('koffi');
    const typeOf = koffi.load('kernel32.dll').func('uint32_t GetDriveTypeW(str16 root)');
    const letters = Array.from({ length: 24 }, (_, at) => `${String.fromCodePoint(67 + at)}:\\`);
    return letters.filter((root) => (typeOf(root) as number) === DRIVE_REMOVABLE);
  } catch {
    return [];
  }
}

/** @returns school files that are there, the surest first. @param isDemo only the named one: nothing else of this PC is looked at. */
export async function schoolFiles(isDemo: boolean): Promise<string[]> {
  const named = process.env[VARIABLE] ?? '';
  const candidates = named === '' ? [] : [named, ...NAMES.map((name) => path.join(named, name))];
  if (!isDemo) for (const folder of await folders()) candidates.push(...NAMES.map((name) => path.join(folder, name)));
  return candidates.filter((file) => path.extname(file) !== '' && existsSync(file));
}
