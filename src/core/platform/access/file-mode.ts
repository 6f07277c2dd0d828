import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';

/** The set-group-ID bit of a folder: new entries inherit its group. */
const SET_GROUP = 0o2000;
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;
export const SHARED_FOLDER = 0o2770;
export const SHARED_FILE = 0o660;

/** A folder counts as shared with its group where the set-group-ID bit and all rights of the group are set. */
const isSharedFolder = (folder: string): boolean => {
  try {
    const { mode } = statSync(folder);
    return (mode & SET_GROUP) !== 0 && (mode & 0o070) === 0o070;
  } catch {
    return false;
  }
};

/** Mode for a new file: 0600, or 0660 in a folder that is shared with a group. */
export const modeForFile = (file: string): number =>
  isSharedFolder(path.dirname(path.resolve(file))) ? SHARED_FILE : PRIVATE_FILE;

/** Mode for a new folder: 0700, or 2770 in a folder that is shared with a group. */
export const modeForFolder = (folder: string): number =>
  isSharedFolder(path.dirname(path.resolve(folder))) ? SHARED_FOLDER : PRIVATE_FOLDER;

/** Corrects the mode of a file that a library created with a mode of its own. Never throws: some file systems have no modes. */
export function applyFolderMode(file: string): void {
  const mode = modeForFile(file);
  try {
    if ((statSync(file).mode & 0o777) !== mode) chmodSync(file, mode);
  } catch {
    // The file belongs to another account, or the file system has no modes: the doctor reports it.
  }
}
