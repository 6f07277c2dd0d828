import os from 'node:os';
import path from 'node:path';
import { accessSync, constants, statSync } from 'node:fs';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { messageOf } from './message-of.ts';

/** The XDG rules: an empty or relative path counts as unset. */
export const absoluteFolder = (folder: string | undefined): string | null =>
  folder !== undefined && path.isAbsolute(folder) ? folder : null;

/** Home folder of this account; null where HOME is unset and the system has no entry for the account, as in containers. */
export function homeFolder(): string | null {
  try {
    return absoluteFolder(os.homedir());
  } catch {
    return null;
  }
}

/** Created by `vrlab access share` on a PC that several accounts use: their home folders are closed to each other. */
const SHARED_DATA_DIRECTORY = '/var/lib/vrlab-check';

/**
 * Finds the folder for records, station and settings: `VRLAB_DATA`, else the place that the operating system intends.
 * Windows uses the machine-wide ProgramData, because a lab PC has one station however many people sign in. Linux prefers the
 * machine-wide folder to that of the account, where it exists and this account may write to it.
 */
export function defaultDataDirectory(shared: string = SHARED_DATA_DIRECTORY): Result<string> {
  const chosen = process.env['VRLAB_DATA'];
  if (chosen !== undefined && chosen !== '') return succeed(path.resolve(chosen));
  if (process.platform === 'win32')
    return succeed(path.join(absoluteFolder(process.env['ProgramData']) ?? 'C:\\ProgramData', 'VR Lab Check'));
  if (process.platform === 'linux' && isUsable(shared)) return succeed(shared);
  const ofUser = process.platform === 'darwin' ? null : absoluteFolder(process.env['XDG_DATA_HOME']);
  if (ofUser !== null) return succeed(path.join(ofUser, 'vrlab-check'));
  const home = homeFolder();
  if (home === null) return fail('home-folder-unknown');
  if (process.platform === 'darwin') return succeed(path.join(home, 'Library', 'Application Support', 'VR Lab Check'));
  return succeed(path.join(home, '.local', 'share', 'vrlab-check'));
}

/**
 * Checks whether a data folder can be used at all. A missing one is no problem: it is created when something is recorded.
 * @returns `data-folder-not-folder`, `data-folder-unreadable`, or null where it can be entered and listed.
 */
export function dataFolderProblem(folder: string): Problem | null {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (!found.isDirectory()) return { code: 'data-folder-not-folder', params: { folder } };
    accessSync(folder, constants.R_OK | constants.X_OK);
    return null;
  } catch (cause) {
    const code =
      (cause as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'data-folder-not-folder' : 'data-folder-unreadable';
    return { code, params: { folder, detail: messageOf(cause) } };
  }
}

/** The folder that `vrlab access share` shares: on Linux the machine-wide one, because all accounts look for it there. */
export function sharingDataDirectory(): Result<string> {
  const isChosen = (process.env['VRLAB_DATA'] ?? '') !== '';
  return process.platform === 'linux' && !isChosen ? succeed(SHARED_DATA_DIRECTORY) : defaultDataDirectory();
}

function isUsable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
