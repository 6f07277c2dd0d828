import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readRegularFileSync } from '../regular-file.ts';

/*
 * What this program keeps in its data folder, by name. Only that is ever touched there, and a folder without any of it is not taken
 * for a data folder. Names of earlier releases stay in these lists for ever.
 */

/** Files that say themselves what they are: by a schema, or by a field that nothing else would have under this name. */
const NAMED_FILES: Readonly<Record<string, string | null>> = {
  'access.json': null,
  'adb-key.json': null,
  'audit-mark.json': null,
  'channels.json': null,
  'disk.json': null,
  'inspection-mark.json': null,
  'kiosk.json': 'attractAfterMinutes',
  'own-root.json': 'fingerprint',
  'pins.json': null,
  'preferences.json': 'language',
  'publication-fetch.json': null,
  'publication-mark.json': 'targetsKeys',
  'publication-source.json': null,
  'request-mark.json': null,
  'retention.json': null,
  'school-file-mark.json': null,
  'secrets.json': null,
  'secrets-sealed.json': null,
  'setup-undo.json': null,
  'sockets.json': null,
  'station.json': null,
  'support.json': 'contact',
  'teacher.json': null,
};

const DATABASE = 'vrlab.sqlite';
const FOLDERS: ReadonlySet<string> = new Set([
  'demo',
  'exports',
  'logs',
  'publications',
  'runs-beside-database',
  'templates',
  'updates',
]);
/** Folders with names that no other program gives. */
const TELLING_FOLDERS = ['runs-beside-database'];
const LOG_FILES = ['incidents.jsonl', 'relaunches.json'];

/** What systems put into folders and volumes by themselves. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(
  ['lost+found', 'System Volume Information', '$RECYCLE.BIN', 'desktop.ini', 'Thumbs.db', '.DS_Store'].map((name) =>
    name.toLowerCase(),
  ),
);

/** A file of ours, also while it is being written (`.part`, `.tmp-…`) or after it was damaged (`.damaged-…`). */
const isNamedFile = (name: string): boolean => Object.hasOwn(NAMED_FILES, /^[a-z-]+\.json/.exec(name)?.[0] ?? '');

/** Whether an entry directly in a data folder is this program's. @param isFolder a link is neither. */
export const isOwnEntry = (name: string, isFolder: boolean): boolean =>
  isFolder ? FOLDERS.has(name) : name.startsWith(DATABASE) || isNamedFile(name);

export type FolderUse = 'absent' | 'empty' | 'ours' | 'foreign' | 'unreadable';

/** Whose a folder is that was named for the data. Nothing is changed. */
export function useOfFolder(folder: string): FolderUse {
  if (!existsSync(folder)) return 'absent';
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => !OF_THE_SYSTEM.has(name.toLowerCase()));
  } catch {
    // A file, or a folder of another account: whoever reads or writes in it reports that.
    return 'unreadable';
  }
  if (names.length === 0) return 'empty';
  return isProved(folder, names) || isNothingElse(folder, names) ? 'ours' : 'foreign';
}

function isProved(folder: string, names: readonly string[]): boolean {
  const has = (name: string) => names.includes(name);
  if (names.some((name) => name.startsWith(DATABASE)) || TELLING_FOLDERS.some(has)) return true;
  if (Object.entries(NAMED_FILES).some(([name, field]) => has(name) && saysItself(path.join(folder, name), field)))
    return true;
  if (has('logs') && LOG_FILES.some((name) => existsSync(path.join(folder, 'logs', name)))) return true;
  if (has('publications') && namesIn(path.join(folder, 'publications')).some((name) => /^\d+\.\d+$|^\d+$/.test(name)))
    return true;
  return has('demo') && namesIn(path.join(folder, 'demo')).some((world) => isOfWorld(path.join(folder, 'demo', world)));
}

const isOfWorld = (folder: string): boolean => isProved(folder, namesIn(folder));

/**
 * Every name is ours, and one of them is a file: settings put there before the first start, perhaps damaged. Or there are only our
 * folders, all of them empty: a start that was ended before it had written anything.
 */
function isNothingElse(folder: string, names: readonly string[]): boolean {
  const entries = names.map((name) => ({ name, about: lstatSync(path.join(folder, name), { throwIfNoEntry: false }) }));
  return (
    entries.every(({ name, about }) => isOwnEntry(name, about?.isDirectory() === true)) &&
    (entries.some(({ name }) => isNamedFile(name)) ||
      entries.every(({ name }) => namesIn(path.join(folder, name)).length === 0))
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const MAX_BYTES = 1 << 20;

/** @param field without a schema, what such a file has. */
function saysItself(file: string, field: string | null): boolean {
  try {
    const content = JSON.parse(readRegularFileSync(file, MAX_BYTES).toString('utf8')) as Record<string, unknown> | null;
    if (content === null || typeof content !== 'object') return false;
    const { schema } = content;
    if (typeof schema === 'string' && schema.startsWith('vrlab.')) return true;
    return field !== null && Object.hasOwn(content, field);
  } catch {
    return false;
  }
}
