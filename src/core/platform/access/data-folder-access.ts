import {
  lstatSync,
  readFileSync,
  existsSync,
  statSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { messageOf } from '../message-of.ts';
import { writeDurably } from '../write-durably.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import { makeFolder } from '../make-folder.ts';
import { isOwnEntry, useOfFolder } from './data-folder-entries.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER, SHARED_FILE, SHARED_FOLDER } from './file-mode.ts';

const ACCESS_SCHEMA = 'vrlab.access/1';
const MAX_BYTES = 4096;

/** Who may use a data folder besides administrators. */
export type Access =
  | { readonly kind: 'private' }
  /** `gid` is null on Windows, which knows groups by name and SID. */
  | { readonly kind: 'shared'; readonly group: string; readonly gid: number | null }
  /** The record is there but cannot be used: nothing is changed then. */
  | { readonly kind: 'unclear'; readonly detail: string };

export const accessFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'access.json');

/** Reads the access record without a schema library, because every start does it. No record means private. */
export function readAccess(dataDirectory: string): Access {
  const file = accessFileIn(dataDirectory);
  try {
    const about = lstatSync(file, { throwIfNoEntry: false });
    if (about === undefined) return { kind: 'private' };
    if (!about.isFile() || about.size > MAX_BYTES) return { kind: 'unclear', detail: 'not a regular file' };
    const record = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, unknown>>;
    const { schema, group, gid } = record;
    if (schema !== ACCESS_SCHEMA) return { kind: 'unclear', detail: `schema ${String(schema)}` };
    if (group === null) return { kind: 'private' };
    const isGroupId = gid === null || (Number.isSafeInteger(gid) && (gid as number) >= 0);
    if (typeof group !== 'string' || group === '' || !isGroupId) return { kind: 'unclear', detail: 'group, gid' };
    return { kind: 'shared', group, gid: gid as number | null };
  } catch (cause) {
    // A data folder that is a file or cannot be entered is reported by the code that reads or writes in it.
    const { code } = cause as NodeJS.ErrnoException;
    return code === 'ENOTDIR' ? { kind: 'private' } : { kind: 'unclear', detail: messageOf(cause) };
  }
}

/** Writes the access record durably. @throws the error of the operating system. */
export function writeAccess(dataDirectory: string, access: Exclude<Access, { kind: 'unclear' }>): void {
  const { group, gid } = access.kind === 'shared' ? access : { group: null, gid: null };
  writeDurably(accessFileIn(dataDirectory), `${JSON.stringify({ schema: ACCESS_SCHEMA, group, gid }, null, 1)}\n`);
}

/** Process umasks, for libraries that set no mode themselves: no rights for others, and for the group only in a shared folder. */
const PRIVATE_UMASK = 0o077;
const SHARED_UMASK = 0o007;

/**
 * Must be called before anything in the data folder is opened: from then on every file this process creates is private to this
 * account, or to the group that the folder is shared with. Wider modes left by earlier versions are narrowed. A mode that cannot
 * be changed is no error here; {@link examineAccess} reports it.
 * @returns `data-folder-foreign`: then nothing was changed, and nothing may be.
 */
export async function claimDataFolder(folder: string): Promise<Result<Access>> {
  const foreign = foreignFolder(folder);
  if (foreign !== null) return foreign;
  const access = readAccess(folder);
  limitNewFiles(access);
  if (process.platform === 'win32') await claimOnWindows(folder, access);
  else if (access.kind !== 'unclear' && existsSync(folder) && findGroupProblem(folder, access) === null)
    applyModes(folder, gidOf(access));
  return succeed(access);
}

/** @returns `data-folder-foreign` where somebody keeps other things; null where data may be kept. */
export const foreignFolder = (folder: string): Result<never> | null =>
  useOfFolder(folder) === 'foreign' ? fail('data-folder-foreign', { folder }) : null;

/** Gives files that root has created to the owner of the data folder, who could not read them otherwise. Does nothing for other accounts. */
export function releaseDataFolder(folder: string): void {
  if (process.geteuid?.() !== 0 || useOfFolder(folder) !== 'ours') return;
  const access = readAccess(folder);
  if (access.kind !== 'unclear' && findGroupProblem(folder, access) === null) applyModes(folder, gidOf(access));
}

/** Access to the data folder, as the doctor and `vrlab access status` report it. */
export interface AccessState {
  readonly access: Access;
  readonly problem: Problem | null;
  /** Entries with a wrong mode, owner or group; callers name only the first few. */
  readonly wrong: readonly RefusedMode[];
}

/** Examines the access to a data folder without changing anything. */
export function examineAccess(folder: string): AccessState {
  const access = readAccess(folder);
  if (useOfFolder(folder) === 'foreign')
    return { access, wrong: [], problem: { code: 'data-folder-foreign', params: { folder } } };
  if (access.kind === 'unclear')
    return { access, wrong: [], problem: { code: 'access-record-unclear', params: { folder, detail: access.detail } } };
  if (process.platform === 'win32' || !existsSync(folder)) return { access, wrong: [], problem: null };
  const problem = findGroupProblem(folder, access);
  if (problem !== null) return { access, wrong: [], problem };
  const wrong = wrongModes(folder, gidOf(access));
  const [first] = wrong;
  if (first === undefined) return { access, wrong, problem: null };
  const params = { folder, count: wrong.length, name: first.name === '' ? folder : first.name, mode: first.mode };
  return { access, wrong, problem: { code: 'access-not-limited', params } };
}

const gidOf = (access: Access): number | null => (access.kind === 'shared' ? access.gid : null);

/** A shared folder must belong to the group in its record: every group member can write the record, so it may not decide which group that is. */
function findGroupProblem(folder: string, access: Access): Problem | null {
  if (access.kind !== 'shared') return null;
  try {
    if (statSync(folder).gid === access.gid) return null;
  } catch {
    return null;
  }
  return { code: 'access-other-group', params: { folder, group: access.group } };
}

/** Sets the umask of the process. Workers cannot; their process has set it. */
function limitNewFiles(access: Access): void {
  try {
    process.umask(access.kind === 'shared' ? SHARED_UMASK : PRIVATE_UMASK);
  } catch {
    // Node throws in worker threads.
  }
}

/** Sets the access list once per folder: starting icacls takes longer than a check. */
async function claimOnWindows(folder: string, access: Access): Promise<void> {
  if (access.kind !== 'private' || existsSync(accessFileIn(folder))) return;
  try {
    makeFolder(folder);
    const { applyAccessList } = await import('./windows-acl.ts');
    if ((await applyAccessList(folder, null)) === null) writeAccess(folder, access);
  } catch {
    // A folder that cannot be created or written is reported by the code that needs it.
  }
}

/** An entry that the wrong accounts can open, or that the right ones cannot, and why its mode was not changed. */
export interface RefusedMode {
  /** Path below the data folder; empty for the folder itself. */
  readonly name: string;
  /** Octal, as `stat` prints it, e.g. `644`. */
  readonly mode: string;
  readonly detail: string;
}

export interface ModeReport {
  /** Number of entries whose mode, owner or group was changed. */
  readonly changed: number;
  readonly refused: readonly RefusedMode[];
}

/** A data folder holds a few hundred entries; the walk stops at this many, when something else was copied into it. */
const MAX_ENTRIES = 20_000;
const MODE_BITS = 0o7777;
/**
 * Flag of open(2) that Node's constants lack, Linux only: the descriptor names a file without opening it. It blocks on no pipe,
 * and closing it does not release the POSIX locks that SQLite holds on the same file in this process.
 */
const O_PATH = 0o10000000;

/**
 * Sets the modes of the folder and everything of ours below it to those of a private folder, or of one shared with a group. Only an owner
 * and root can change a mode; root also gives files it has created to the owner of the folder. What else lies in the folder stays as
 * it is; of a folder that is not ours nothing is changed.
 * @param gid group that the folder is shared with; null: private.
 */
export const applyModes = (folder: string, gid: number | null): ModeReport => walk(folder, gid, true);

/** Lists what {@link applyModes} would change, without changing it. */
const wrongModes = (folder: string, gid: number | null): readonly RefusedMode[] => walk(folder, gid, false).refused;

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
        for (const child of readdirSync(handle, { withFileTypes: true }).filter((one) => isOurs(name, one)))
          visit(path.join(handle, child.name), name === '' ? child.name : path.join(name, child.name));
      });
    } catch (cause) {
      refused.push({ name, mode: modeText(about.mode), detail: messageOf(cause) });
    }
  };

  /** Corrects one entry. @returns why it is still wrong; null when it is right. */
  const settle = (handle: string, found: Found, isFolder: boolean): string | null => {
    const modes = gid === null ? [PRIVATE_FILE, PRIVATE_FOLDER] : [SHARED_FILE, SHARED_FOLDER];
    const wanted = modes[isFolder ? 1 : 0]!;
    // In a private folder also files of other accounts go to its owner, who could not read them otherwise.
    const uid = isRoot && (found.uid === 0 || gid === null) ? owner!.uid : found.uid;
    const group = gid ?? (uid === found.uid ? found.gid : owner!.gid);
    const isOwned = uid === found.uid && group === found.gid;
    if (isOwned && (found.mode & MODE_BITS) === wanted && (gid !== null || uid === owner!.uid)) return null;
    // A file with a second hard link may belong to somebody else.
    if (!isFolder && found.nlink > 1) return isWrong(found, wanted, gid, owner!.uid) ? 'hard link' : null;
    if (!apply) return isWrong(found, wanted, gid, owner!.uid) ? '' : null;
    try {
      // chown clears the set-group-ID bit, so the mode comes last.
      if (!isOwned) chownSync(handle, uid, group);
      chmodSync(handle, wanted);
      changed += 1;
      return null;
    } catch (cause) {
      return isWrong(found, wanted, gid, owner!.uid) ? messageOf(cause) : null;
    }
  };

  if (useOfFolder(folder) !== 'foreign') visit(path.resolve(folder), '');
  return { changed, refused };
}

type Found = Stats;

/** @param folder below the data folder; directly in it only what has a name of ours. */
const isOurs = (folder: string, entry: Dirent): boolean => folder !== '' || isOwnEntry(entry.name, entry.isDirectory());

/**
 * Works on one entry through a descriptor that stays bound to it: the owner of the folder could put a link in its place while
 * root is changing modes.
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

/** Whether the wrong accounts have access, or the right ones have none. */
function isWrong(found: Found, wanted: number, gid: number | null, owner: number): boolean {
  const letsOthersIn = (found.mode & ~wanted & 0o077) !== 0;
  const keepsGroupOut = gid !== null && ((found.mode & wanted & 0o070) !== (wanted & 0o070) || found.gid !== gid);
  const keepsOwnerOut = gid === null && found.uid !== owner;
  return letsOthersIn || keepsGroupOut || keepsOwnerOut;
}

const modeText = (mode: number): string => (mode & MODE_BITS).toString(8).padStart(3, '0');
