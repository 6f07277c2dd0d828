import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { messageOf } from '../message-of.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER, SHARED_FILE, SHARED_FOLDER } from './file-mode.ts';

/** Something that accounts can get at which are not meant to, or cannot get at which are, and why that was not changed. */
export interface RefusedMode {
  /** Path below the data folder; empty for the folder itself. */
  readonly name: string;
  /** Octal, as `stat` prints it, e.g. `644`. */
  readonly mode: string;
  readonly detail: string;
}

export interface ModeReport {
  /** How many modes, owners or groups were changed. */
  readonly changed: number;
  readonly refused: readonly RefusedMode[];
}

/** A data folder holds some hundred entries; beyond this something else has been put into it. */
const MAX_ENTRIES = 20_000;
const MODE_BITS = 0o7777;
/**
 * Linux only, and missing in Node's constants: a descriptor that only names a file. It follows no link and waits for no
 * pipe, and closing it leaves the locks alone that SQLite holds on the same file in this process.
 */
const O_PATH = 0o10000000;

/**
 * Gives the folder and all below it the modes of a private folder, or of one shared with a group. Only an owner and root can
 * change a mode; root also gives files it has written to the owner of the folder.
 * @param gid group the folder is shared with, null where it is private.
 */
export const applyModes = (folder: string, gid: number | null): ModeReport => walk(folder, gid, true);

/** What {@link applyModes} would have to change; changes nothing. */
export const wrongModes = (folder: string, gid: number | null): readonly RefusedMode[] =>
  walk(folder, gid, false).refused;

function walk(folder: string, gid: number | null, apply: boolean): ModeReport {
  const refused: RefusedMode[] = [];
  let changed = 0;
  let entries = 0;
  let owner: { readonly uid: number; readonly gid: number } | null = null;
  const isRoot = process.geteuid?.() === 0;

  const visit = (at: string, name: string): void => {
    entries += 1;
    if (entries > MAX_ENTRIES) return;
    const about = lstatSync(at, { throwIfNoEntry: false });
    if (about === undefined) return;
    if (!about.isFile() && !about.isDirectory()) return;
    try {
      withHandle(at, (handle, found) => {
        owner ??= { uid: found.uid, gid: found.gid };
        const isFolder = found.isDirectory();
        const detail = settle(handle, found, isFolder);
        if (detail !== null) refused.push({ name, mode: modeText(found.mode), detail });
        if (!isFolder) return;
        for (const child of readdirSync(handle))
          visit(path.join(handle, child), name === '' ? child : path.join(name, child));
      });
    } catch (cause) {
      refused.push({ name, mode: modeText(about.mode), detail: messageOf(cause) });
    }
  };

  /** @returns why it is not as it should be, null when it is. */
  const settle = (handle: string, found: Found, isFolder: boolean): string | null => {
    const modes = gid === null ? [PRIVATE_FILE, PRIVATE_FOLDER] : [SHARED_FILE, SHARED_FOLDER];
    const wanted = modes[isFolder ? 1 : 0]!;
    // Where the folder is private, what other accounts left in it is of no use to them, and its owner could not read it.
    const uid = isRoot && (found.uid === 0 || gid === null) ? owner!.uid : found.uid;
    const group = gid ?? (uid === found.uid ? found.gid : owner!.gid);
    const isOwned = uid === found.uid && group === found.gid;
    if (isOwned && (found.mode & MODE_BITS) === wanted && (gid !== null || uid === owner!.uid)) return null;
    // A second name elsewhere may be somebody else's file.
    if (!isFolder && found.nlink > 1) return isWrong(found, wanted, gid, owner!.uid) ? 'hard link' : null;
    if (!apply) return isWrong(found, wanted, gid, owner!.uid) ? '' : null;
    try {
      // Changing the owner clears the bit for the group, so the mode comes last.
      if (!isOwned) chownSync(handle, uid, group);
      chmodSync(handle, wanted);
      changed += 1;
      return null;
    } catch (cause) {
      return isWrong(found, wanted, gid, owner!.uid) ? messageOf(cause) : null;
    }
  };

  visit(path.resolve(folder), '');
  return { changed, refused };
}

type Found = Stats;

/**
 * Looks at one entry through a handle that stays with it: the owner of the folder may put a link in its place while root is
 * at work.
 */
function withHandle(at: string, work: (handle: string, found: Found) => void): void {
  if (process.platform !== 'linux') {
    work(at, lstatSync(at));
    return;
  }
  const descriptor = openSync(at, O_PATH | constants.O_NOFOLLOW);
  try {
    const found = fstatSync(descriptor);
    if (found.isFile() || found.isDirectory()) work(`/proc/self/fd/${descriptor}`, found);
  } finally {
    closeSync(descriptor);
  }
}

/** Somebody gets in who is not meant to, or somebody does not who is. */
function isWrong(found: Found, wanted: number, gid: number | null, owner: number): boolean {
  const letsOthersIn = (found.mode & ~wanted & 0o077) !== 0;
  const keepsGroupOut = gid !== null && ((found.mode & wanted & 0o070) !== (wanted & 0o070) || found.gid !== gid);
  const keepsOwnerOut = gid === null && found.uid !== owner;
  return letsOthersIn || keepsGroupOut || keepsOwnerOut;
}

const modeText = (mode: number): string => (mode & MODE_BITS).toString(8).padStart(3, '0');
