import { realpathSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { RemovableDrive } from '../../shared/domain/kiosk.ts';
import type { HostEnvironment } from '../platform/host-environment.ts';
import { windowsDrives } from './windows-drives.ts';

/** File systems of sticks; what is mounted over a network or from memory cannot be taken along. */
const OF_DISKS = /^\/dev\/(?:sd[a-z]+|mmcblk\d+|nvme\d+n\d+|sr\d+)/;

/** Drives that can be taken along and written to, in the order of their folders. */
export async function removableDrives(environment: HostEnvironment): Promise<RemovableDrive[]> {
  const folders = environment.platform === 'win32' ? await windowsDrives() : linuxDrives(environment.root);
  const drives = folders.map(async (folder): Promise<RemovableDrive> => {
    const space = await statfs(folder).catch(() => null);
    const freeBytes = space === null ? null : space.bavail * space.bsize;
    return { folder, name: path.basename(folder) || folder.replace(/\\$/, ''), freeBytes };
  });
  return await Promise.all(drives);
}

/** @param root where the system's own files are: `/`. */
export function linuxDrives(root: string): string[] {
  let mounts: string;
  try {
    mounts = readFileSync(path.join(root, 'proc/mounts'), 'utf8');
  } catch {
    return [];
  }
  return mounts
    .split('\n')
    .flatMap((line) => {
      const [device = '', folder = '', , options = ''] = line.split(' ');
      const isWritable = options.split(',').includes('rw');
      const name = OF_DISKS.exec(device)?.[0].slice('/dev/'.length);
      return name !== undefined && isWritable && isRemovable(root, name) ? [unescaped(folder)] : [];
    })
    .toSorted();
}

/** The kernel says so of sticks and card readers; of disks in USB cases it says where they are plugged. */
function isRemovable(root: string, disk: string): boolean {
  const folder = path.join(root, 'sys/block', disk);
  try {
    if (readFileSync(path.join(folder, 'removable'), 'utf8').trim() === '1') return true;
    return /\/usb\d+\//.test(realpathSync(folder));
  } catch {
    return false;
  }
}

/** Blanks, tabs and backslashes are written as octal numbers there, and names in UTF-8. */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 8)));
