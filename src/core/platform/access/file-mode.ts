import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';

/** Set on a folder that belongs to a group: what is made in it belongs to the same group. */
const SET_GROUP = 0o2000;
export const PRIVATE_FOLDER = 0o700;
export const PRIVATE_FILE = 0o600;
export const SHARED_FOLDER = 0o2770;
export const SHARED_FILE = 0o660;

/** A folder is shared with a group on purpose where both bits are set; no other account is ever let in. */
const isSharedFolder = (folder: string): boolean => {
  try {
    const { mode } = statSync(folder);
    return (mode & SET_GROUP) !== 0 && (mode & 0o070) === 0o070;
  } catch {
    return false;
  }
};

/** Mode of a new file at this place: for its owner, and for the group where the folder is shared with one. */
export const modeForFile = (file: string): number =>
  isSharedFolder(path.dirname(path.resolve(file))) ? SHARED_FILE : PRIVATE_FILE;

/** Mode of a new folder in this one, as {@link modeForFile}. */
export const modeForFolder = (folder: string): number =>
  isSharedFolder(path.dirname(path.resolve(folder))) ? SHARED_FOLDER : PRIVATE_FOLDER;

/** For files that a library made with a mode of its own. File systems without modes refuse, which stops nothing. */
export function applyFolderMode(file: string): void {
  const mode = modeForFile(file);
  try {
    if ((statSync(file).mode & 0o777) !== mode) chmodSync(file, mode);
  } catch {
    // Of another account, or on a file system without modes: the doctor reports it.
  }
}
