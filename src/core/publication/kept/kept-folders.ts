import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** How many publications stay on this PC, the one in use among them. */
export const KEEP = 3;

/** A publication kept on this PC. Its folder says what it should be; verification decides. */
export interface KeptFolder {
  readonly folder: string;
  readonly version: number;
  readonly timestampVersion: number;
}

export const keptDirectoryIn = (dataDirectory: string): string => path.join(dataDirectory, 'publications');

/** Signing the same publication again gives a folder of its own: nothing in use is ever written to. */
export const keptName = (version: number, timestampVersion: number): string => `${version}.${timestampVersion}`;

/** Newest first. */
export async function listKept(dataDirectory: string): Promise<KeptFolder[]> {
  const directory = keptDirectoryIn(dataDirectory);
  let names: string[];
  try {
    names = await readdir(directory);
  } catch {
    return []; // Nothing was ever installed.
  }
  return names
    .flatMap((name) => {
      const match = /^([1-9]\d{0,14})\.([1-9]\d{0,14})$/.exec(name);
      if (match === null) return [];
      const [version, timestampVersion] = [Number(match[1]), Number(match[2])];
      return [{ folder: path.join(directory, name), version, timestampVersion }];
    })
    .toSorted((a, b) => b.version - a.version || b.timestampVersion - a.timestampVersion);
}
