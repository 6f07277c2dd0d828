import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '../message-of.ts';
import { isOwnEntry } from './data-folder-entries.ts';

/** Well-known SIDs, because the names of these groups depend on the language of Windows. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';
/** Stands for the owner of each file, the account that created it. */
const OWNER_RIGHTS = '*S-1-3-4';

/** Object and container inheritance: an entry also applies to folders and files below. */
const INHERITED = '(OI)(CI)';
const TIMEOUT_MS = 20_000;

/** The group as icacls expects it: a SID such as `S-1-5-21-…-1001` gets an asterisk, a name such as `LAB\Teachers` does not. */
const trusteeOf = (group: string): string => (/^S-1-[\d-]+$/i.test(group) ? `*${group}` : group);

/**
 * Builds the arguments of the calls of `icacls`. The first sets the access list of the folder itself and turns inheritance off; the
 * others reset what is ours below to what it inherits from the folder, and follow no link (`/l`).
 * @param own names of our entries in the folder. @param group gets access beside SYSTEM and Administrators; null: only the owner of each file does.
 */
export function icaclsCalls(
  folder: string,
  group: string | null,
  own: readonly string[],
): readonly (readonly string[])[] {
  const other = group === null ? [`${OWNER_RIGHTS}:${INHERITED}F`] : [`${trusteeOf(group)}:${INHERITED}M`];
  return [
    [
      folder,
      '/inheritance:r',
      '/grant:r',
      `${SYSTEM}:${INHERITED}F`,
      `${ADMINISTRATORS}:${INHERITED}F`,
      ...other,
      '/q',
    ],
    ...own.map((name) => [path.win32.join(folder, name), '/reset', '/t', '/c', '/l', '/q']),
  ];
}

/** Sets the access lists. A group that does not exist changes nothing. @returns null when they are set, else the message of icacls. */
export async function applyAccessList(folder: string, group: string | null): Promise<string | null> {
  const program = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'icacls.exe');
  const own = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => isOwnEntry(entry.name, entry.isDirectory()))
    .map(({ name }) => name);
  const [ofFolder, ...below] = icaclsCalls(folder, group, own);
  try {
    await promisify(execFile)(program, [...ofFolder!], { timeout: TIMEOUT_MS, windowsHide: true });
  } catch (cause) {
    return messageOf(cause);
  }
  // What cannot be reset keeps what it had; the folder itself is closed.
  for (const call of below)
    await promisify(execFile)(program, [...call], { timeout: TIMEOUT_MS, windowsHide: true }).catch(() => undefined);
  return null;
}
