import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SecurityFacts } from '../../../../shared/domain/security-facts.ts';

const READ = 0o004;
const WRITE = 0o002;
const ENTER = 0o001;

/** Folders from the root down to this one. */
const upTo = (folder: string): string[] =>
  path.dirname(folder) === folder ? [folder] : [...upTo(path.dirname(folder)), folder];

/** By the permission bits for everybody else; access lists beyond them are not looked at. */
export async function readDataFolder(dataDirectory: string): Promise<SecurityFacts['dataFolder']> {
  try {
    const folder = path.resolve(dataDirectory);
    const reachable = (await Promise.all(upTo(folder).map((one) => stat(one)))).every(
      ({ mode }) => (mode & ENTER) !== 0,
    );
    const source = dataDirectory;
    if (!reachable) return { othersRead: false, othersWrite: false, source };
    const names = await readdir(folder);
    const modes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mode));
    const all = [(await stat(folder)).mode, ...modes];
    return {
      othersRead: all.some((mode) => (mode & READ) !== 0),
      othersWrite: all.some((mode) => (mode & WRITE) !== 0),
      source,
    };
  } catch {
    return null;
  }
}
