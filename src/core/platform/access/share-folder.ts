import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, rmSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { makeFolder } from '../make-folder.ts';
import { messageOf } from '../message-of.ts';
import {
  accessFileIn,
  writeAccess,
  type AccessState,
  applyModes,
  examineAccess,
  foreignFolder,
} from './data-folder-access.ts';
import { PRIVATE_FOLDER, SHARED_FOLDER } from './file-mode.ts';

/**
 * Shares a data folder with one group, so that several accounts of a PC use the same station and records. Needs the owner of the
 * folder or an administrator; programs that are running have to be started again.
 * @param group name; on Windows also a SID.
 */
export async function shareFolder(folder: string, group: string): Promise<Result<AccessState>> {
  const foreign = foreignFolder(folder);
  if (foreign !== null) return foreign;
  if (process.platform === 'win32') return await setOnWindows(folder, group);
  const gid = await gidOfGroup(group);
  if (gid === null) return fail('access-group-unknown', { group });
  try {
    makeFolder(folder, PRIVATE_FOLDER);
    const before = statSync(folder);
    if (!mayChange(before.uid)) return fail('access-not-owner', { folder });
    // The group is set before its rights are: until then only the owner has access.
    chmodSync(folder, PRIVATE_FOLDER);
    chownSync(folder, before.uid, gid);
    chmodSync(folder, SHARED_FOLDER);
    writeAccess(folder, { kind: 'shared', group, gid });
  } catch (cause) {
    return fail('access-not-changed', { folder, detail: messageOf(cause) });
  }
  applyModes(folder, gid);
  return succeed(examineAccess(folder));
}

/** Takes the access back from the group: only the owner of the folder keeps it. */
export async function makeFolderPrivate(folder: string): Promise<Result<AccessState>> {
  const foreign = foreignFolder(folder);
  if (foreign !== null) return foreign;
  if (process.platform === 'win32') return await setOnWindows(folder, null);
  try {
    if (!existsSync(folder)) return fail('access-no-folder', { folder });
    if (!mayChange(statSync(folder).uid)) return fail('access-not-owner', { folder });
    chmodSync(folder, PRIVATE_FOLDER);
    rmSync(accessFileIn(folder), { force: true });
  } catch (cause) {
    return fail('access-not-changed', { folder, detail: messageOf(cause) });
  }
  applyModes(folder, null);
  return succeed(examineAccess(folder));
}

const mayChange = (owner: number): boolean => [0, owner].includes(process.geteuid?.() ?? 0);

async function setOnWindows(folder: string, group: string | null): Promise<Result<AccessState>> {
  try {
    makeFolder(folder);
    const { applyAccessList } = await import('./windows-acl.ts');
    const refused = await applyAccessList(folder, group);
    if (refused !== null) return fail('access-not-changed', { folder, detail: refused });
    writeAccess(folder, group === null ? { kind: 'private' } : { kind: 'shared', group, gid: null });
    return succeed(examineAccess(folder));
  } catch (cause) {
    return fail('access-not-changed', { folder, detail: messageOf(cause) });
  }
}

/** Finds the id of a group through getent, which also knows the groups of a directory service. */
async function gidOfGroup(group: string): Promise<number | null> {
  if (group === '' || group.startsWith('-')) return null;
  try {
    const { stdout } = await promisify(execFile)('getent', ['group', group], { timeout: 10_000 });
    const gid = Number(stdout.split(':')[2]);
    return Number.isSafeInteger(gid) ? gid : null;
  } catch {
    return null;
  }
}
