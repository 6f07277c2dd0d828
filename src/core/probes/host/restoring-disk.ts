import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { PutBackDisks } from '../../../shared/domain/put-back-disk.ts';
import { openRegistry, type Registry } from '../../platform/registry.ts';
import type { RestoringProducts } from '../../published/restoring-products.ts';

/*
 * Restore cards and programs that put a disk back to what it was at every start (还原卡, 冰点). That one is installed says nothing of
 * whether it is on, or for which volume: what is found is never said to be harmless. Cards that leave no sign are declared.
 */

const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

export interface RestoringDisk {
  /** Null: none was found, an administrator declared it. */
  readonly product: string | null;
  readonly declared: PutBackDisks | null;
  /** The data folder lies on a disk that is put back, or is put back first by what was found: that of the system. */
  readonly isDataPutBack: boolean;
}

/** @returns the name of a product whose service is there. */
export const findRestoringProduct = (registry: Registry, products: RestoringProducts): string | null =>
  products.find(({ services }) => services.some((service) => registry.key(`${SERVICES}\\${service}`).kind !== 'absent'))
    ?.name ?? null;

/** What a declaration and a sign say of the data folder. The declaration wins. @returns null where there is neither. */
export function judgeDisk(
  product: string | null,
  declared: PutBackDisks | null,
  isOnSystemDisk: boolean,
): RestoringDisk | null {
  if (product === null && (declared === null || declared === 'none')) return null;
  const isDataPutBack = declared === 'all' || (declared !== 'none' && isOnSystemDisk);
  return { product, declared, isDataPutBack };
}

export function restoringProblem({ product, declared, isDataPutBack }: RestoringDisk, folder: string): Problem | null {
  if (!isDataPutBack) return null;
  if (declared !== null || product === null) return { code: 'data-folder-put-back-declared', params: { folder } };
  return { code: 'data-folder-put-back', params: { product, folder } };
}

/** @param systemDrive `C:`. */
export const isOnDrive = (dataDirectory: string, systemDrive: string): boolean =>
  path.win32.parse(dataDirectory).root.slice(0, 2).toLowerCase() === systemDrive.toLowerCase();

/** On Linux: whether the folder, or the nearest one above that is there, lies on the file system of the root. */
function isOnRootFileSystem(dataDirectory: string): boolean {
  let folder = path.resolve(dataDirectory);
  while (!existsSync(folder)) folder = path.dirname(folder);
  return statSync(folder).dev === statSync('/').dev;
}

/** The same on this PC; for Linux no product is known. */
export async function restoringDisk(
  dataDirectory: string,
  declared: PutBackDisks | null,
  products: RestoringProducts,
): Promise<RestoringDisk | null> {
  if (process.platform !== 'win32') return judgeDisk(null, declared, isOnRootFileSystem(dataDirectory));
  const isOnSystemDisk = isOnDrive(dataDirectory, process.env['SystemDrive'] ?? 'C:');
  try {
    return judgeDisk(findRestoringProduct(await openRegistry(), products), declared, isOnSystemDisk);
  } catch {
    // Without the library for the registry the probes say so.
    return judgeDisk(null, declared, isOnSystemDisk);
  }
}
