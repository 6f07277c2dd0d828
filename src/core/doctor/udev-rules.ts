import { access } from 'node:fs/promises';

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
