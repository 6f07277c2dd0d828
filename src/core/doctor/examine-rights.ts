import { access, constants } from 'node:fs/promises';
import type { ProbeOutcome } from '../../shared/domain/snapshot.ts';
import { examineAccess } from '../platform/access/data-folder-access.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { messageOf } from '../platform/message-of.ts';
import { attention, type Examination, failed, ok } from './examination.ts';

export async function examineFolder(folder: string): Promise<Examination> {
  try {
    makeFolder(folder);
    await access(folder, constants.W_OK);
    return ok('data-folder', { folder });
  } catch (cause) {
    return failed('data-folder', 'problem', {
      code: 'folder-not-writable',
      params: { folder, detail: messageOf(cause) },
    });
  }
}

export function examineDataAccess(folder: string): Examination {
  const { access: found, problem } = examineAccess(folder);
  if (problem !== null) return failed('data-access', 'problem', problem);
  return found.kind === 'shared' ? ok('shared-access', { group: found.group }) : ok('private-access');
}

/** Of the headsets that are connected; whether one that is not could be opened, nobody can tell. */
export function examineDeviceAccess(hid: ProbeOutcome<'hid'>): Examination[] {
  if (hid.status !== 'ok') return [];
  const tried = hid.facts.devices.filter((device) => device.access !== 'not-tried');
  const denied = tried.filter((device) => device.access === 'denied');
  const ids = new Set(denied.map(({ vendorId, productId }) => `${vendorId}:${productId}`));
  if (denied.length > 0) return [attention('device-access', { devices: [...ids].join(', ') })];
  return tried.length > 0 ? [ok('device-access')] : [];
}

/** Only Linux gives access to devices by rules. */
export async function examineUdevRules(): Promise<Examination[]> {
  if (process.platform !== 'linux') return [];
  const file = await installedUdevRules();
  return [file === null ? attention('udev-rules') : ok('udev-rules', { file })];
}

/** Where our rules, Valve's or the xr-hardware package's may lie; any of them gives users access to headsets. */
const CANDIDATES = ['/etc/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d'].flatMap((folder) =>
  ['70-vrlab-check.rules', '60-steam-vr.rules', '60-HTC-Vive-perms.rules', '70-xrhardware.rules'].map(
    (name) => `${folder}/${name}`,
  ),
);

/** @returns the first rules file found, null when there is none. */
export async function installedUdevRules(): Promise<string | null> {
  for (const file of CANDIDATES) {
    try {
      await access(file);
      return file;
    } catch {
      // Not this one.
    }
  }
  return null;
}
