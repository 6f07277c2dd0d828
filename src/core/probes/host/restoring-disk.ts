import path from 'node:path';
import { openRegistry, type Registry } from '../../platform/registry.ts';

/*
 * Restore cards and programs that put a disk back to what it was at every start (还原卡, 冰点). That one is installed says nothing of
 * whether it is on, or for which volume: what is found is never said to be harmless.
 */

/** A product is known by any of its services or drivers: their names as the products install them. */
const PRODUCTS: readonly { readonly name: string; readonly services: readonly string[] }[] = [
  { name: 'Deep Freeze', services: ['DFServ', 'DeepFrz'] },
  { name: 'Windows Unified Write Filter', services: ['uwfvol'] },
];

const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

export interface RestoringDisk {
  readonly product: string;
  /** The data folder lies on the disk of the system, which is what these products put back first. */
  readonly isOnSystemDisk: boolean;
}

/** @param systemDrive `C:`. @returns null where no such product is known here; a card may be there all the same. */
export function findRestoringDisk(
  registry: Registry,
  dataDirectory: string,
  systemDrive: string,
): RestoringDisk | null {
  const found = PRODUCTS.find(({ services }) =>
    services.some((service) => registry.key(`${SERVICES}\\${service}`).kind !== 'absent'),
  );
  if (found === undefined) return null;
  const drive = path.win32.parse(dataDirectory).root.slice(0, 2).toLowerCase();
  return { product: found.name, isOnSystemDisk: drive === systemDrive.toLowerCase() };
}

/** The same on this PC; Linux has none of these products. */
export async function restoringDisk(dataDirectory: string): Promise<RestoringDisk | null> {
  if (process.platform !== 'win32') return null;
  try {
    return findRestoringDisk(await openRegistry(), dataDirectory, process.env['SystemDrive'] ?? 'C:');
  } catch {
    // Without the library for the registry the probes say so.
    return null;
  }
}
