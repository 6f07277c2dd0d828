import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExternalDriver } from '../../../shared/domain/software-facts.ts';
import { isJsonObject } from '../files/json-fields.ts';
import { readLenientJson } from '../files/lenient-json.ts';
import { kindAt } from '../files/open-file.ts';

/** Folders in `bin` that hold a driver for this system's SteamVR. */
const LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, (name: string) => string>>> = {
  win32: (name) => path.join('bin', 'win64', `driver_${name}.dll`),
  linux: (name) => path.join('bin', 'linux64', `driver_${name}.so`),
};

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Names of the drivers in SteamVR's own folder: each has a folder called as it is. */
export async function bundledDrivers(runtime: string): Promise<string[]> {
  const entries = await readdir(path.join(runtime, 'drivers'), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** A driver registered in `external_drivers`, by its manifest (openvr wiki, "Driver Factory Function" and "driver.vrdrivermanifest"). */
export async function readExternalDriver(folder: string, platform: NodeJS.Platform): Promise<ExternalDriver> {
  if ((await kindAt(folder)) !== 'folder') return { folder, exists: false };
  const read = await readLenientJson(path.join(folder, 'driver.vrdrivermanifest'));
  const unnamed = { folder, exists: true, name: null, hmdPresence: [] };
  if (!read.ok) return { ...unnamed, defect: read.code === 'missing' ? 'manifest-missing' : 'manifest-unreadable' };
  if (!isJsonObject(read.value)) return { ...unnamed, defect: 'manifest-unreadable' };
  const { name: named, directory, resourceOnly, hmd_presence: presence } = read.value;
  const name = typeof named === 'string' && named !== '' ? named : null;
  const facts = { folder, exists: true, name, hmdPresence: texts(presence) };
  const library = name === null || resourceOnly === true ? undefined : LIBRARIES[platform]?.(name);
  if (library === undefined) return { ...facts, defect: null };
  const base = typeof directory === 'string' ? path.resolve(folder, directory) : folder;
  return { ...facts, defect: (await kindAt(path.join(base, library))) === 'file' ? null : 'library-missing' };
}
