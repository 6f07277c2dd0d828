import { existsSync, statSync } from 'node:fs';
import type { Problem } from '../../../shared/domain/problem.ts';
import { makeFolder } from '../make-folder.ts';
import { type Access, readAccess, writeAccess } from './access-record.ts';
import { applyModes, type RefusedMode, wrongModes } from './posix-modes.ts';

/** For libraries, which leave modes to the system: nothing for others, and for the group only where it shares the folder. */
const PRIVATE_UMASK = 0o077;
const SHARED_UMASK = 0o007;

/**
 * To be called before anything in the data folder is opened: from here on whatever this process makes is private to this
 * account, or to the group the folder is shared with; wider modes of earlier versions are narrowed. A refused change stops
 * nothing; {@link examineAccess} reports it.
 */
export async function claimDataFolder(folder: string): Promise<Access> {
  const access = readAccess(folder);
  limitNewFiles(access);
  if (process.platform === 'win32') await claimOnWindows(folder, access);
  else if (access.kind !== 'unclear' && existsSync(folder) && problemOf(folder, access) === null)
    applyModes(folder, gidOf(access));
  return access;
}

/** Root leaves files of its own behind, which the owner of the folder could not read; every other account has nothing to do. */
export function releaseDataFolder(folder: string): void {
  if (process.geteuid?.() !== 0 || !existsSync(folder)) return;
  const access = readAccess(folder);
  if (access.kind !== 'unclear' && problemOf(folder, access) === null) applyModes(folder, gidOf(access));
}

/** How the folder is kept, for the doctor and `vrlab access status`. */
export interface AccessState {
  readonly access: Access;
  readonly problem: Problem | null;
  /** Not as it should be; at most the first few are worth naming. */
  readonly wrong: readonly RefusedMode[];
}

/** Changes nothing. */
export function examineAccess(folder: string): AccessState {
  const access = readAccess(folder);
  if (access.kind === 'unclear')
    return { access, wrong: [], problem: { code: 'access-record-unclear', params: { folder, detail: access.detail } } };
  if (process.platform === 'win32' || !existsSync(folder)) return { access, wrong: [], problem: null };
  const problem = problemOf(folder, access);
  if (problem !== null) return { access, wrong: [], problem };
  const wrong = wrongModes(folder, gidOf(access));
  const [first] = wrong;
  if (first === undefined) return { access, wrong, problem: null };
  const params = { folder, count: wrong.length, name: first.name === '' ? folder : first.name, mode: first.mode };
  return { access, wrong, problem: { code: 'access-not-limited', params } };
}

const gidOf = (access: Access): number | null => (access.kind === 'shared' ? access.gid : null);

/** The record in the folder may be written by the whole group: it never decides which group that is. */
function problemOf(folder: string, access: Access): Problem | null {
  if (access.kind !== 'shared') return null;
  try {
    if (statSync(folder).gid === access.gid) return null;
  } catch {
    return null;
  }
  return { code: 'access-other-group', params: { folder, group: access.group } };
}

/** A worker has no mask of its own; the process around it has set it. */
function limitNewFiles(access: Access): void {
  try {
    process.umask(access.kind === 'shared' ? SHARED_UMASK : PRIVATE_UMASK);
  } catch {
    // Only in workers.
  }
}

/** Once per folder: asking Windows takes longer than a check. */
async function claimOnWindows(folder: string, access: Access): Promise<void> {
  const { accessFileIn } = await import('./access-record.ts');
  if (access.kind !== 'private' || existsSync(accessFileIn(folder))) return;
  try {
    makeFolder(folder);
    const { applyAccessList } = await import('./windows-acl.ts');
    if ((await applyAccessList(folder, null)) === null) writeAccess(folder, access);
  } catch {
    // The folder cannot be made or written: the code that needs it reports that.
  }
}
