import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { messageOf } from '../message-of.ts';

/** Well-known SIDs: their names depend on the language of Windows. */
const SYSTEM = '*S-1-5-18';
const ADMINISTRATORS = '*S-1-5-32-544';
/** The owner of a file: the account that made it. */
const OWNER_RIGHTS = '*S-1-3-4';

/** Holds for the folder, folders below and files. */
const INHERITED = '(OI)(CI)';
const TIMEOUT_MS = 20_000;

/** A SID such as `S-1-5-21-…-1001`; anything else is a name, e.g. `LAB\Teachers`. */
const trusteeOf = (group: string): string => (/^S-1-[\d-]+$/i.test(group) ? `*${group}` : group);

/**
 * Arguments of `icacls`, call by call. First the list of the folder itself, without anything it inherits; then everything below
 * goes back to what it inherits from there.
 * @param group let in beside SYSTEM and Administrators; null lets in the account only that owns each file.
 */
export function icaclsCalls(folder: string, group: string | null): readonly (readonly string[])[] {
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
    [path.win32.join(folder, '*'), '/reset', '/t', '/c', '/q'],
  ];
}

/** @returns null once the lists are set, else what Windows says. The group has to exist: a wrong name changes nothing. */
export async function applyAccessList(folder: string, group: string | null): Promise<string | null> {
  const program = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'icacls.exe');
  const [ofFolder, below] = icaclsCalls(folder, group);
  try {
    await promisify(execFile)(program, [...ofFolder!], { timeout: TIMEOUT_MS, windowsHide: true });
  } catch (cause) {
    return messageOf(cause);
  }
  // An empty folder has nothing to reset, which icacls calls an error.
  await promisify(execFile)(program, [...below!], { timeout: TIMEOUT_MS, windowsHide: true }).catch(() => undefined);
  return null;
}
