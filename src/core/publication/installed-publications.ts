import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { VERSION } from '../platform/version.ts';
import { folderSource } from './sources/folder-source.ts';
import { gather, type PublicationFiles, type PublicationSource } from './sources/publication-source.ts';
import type { TrustedRoot } from './trust/metadata.ts';
import { type VerifiedPublication, verifyPublication } from './trust/verify-publication.ts';

/** Number of publications that stay installed, including the one in use. */
export const MAX_INSTALLED = 3;

/** Folder of an installed publication, with the versions in its name, which verification has to confirm. */
export interface InstalledFolder {
  readonly folder: string;
  readonly version: number;
  readonly timestampVersion: number;
}

export const installedDirectoryIn = (dataDirectory: string): string => path.join(dataDirectory, 'publications');

/** Name of the folder. The timestamp version is part of it, so that installing a newly signed publication never writes to a folder in use. */
export const installedFolderName = (version: number, timestampVersion: number): string =>
  `${version}.${timestampVersion}`;

/** Newest first. */
export async function listInstalled(dataDirectory: string): Promise<InstalledFolder[]> {
  const directory = installedDirectoryIn(dataDirectory);
  let names: string[];
  try {
    names = await readdir(directory);
  } catch {
    return []; // No publication was ever installed.
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

/** File with the version of the program that validated the content. */
export const VALIDATED_BY = 'validated-by.txt';
const MAX_VERSION_BYTES = 4096;

export interface InstalledPublication {
  readonly files: PublicationFiles;
  readonly verified: VerifiedPublication;
}

/**
 * Reads and verifies an installed publication, because anybody may have written to the data folder.
 * @param source of its files; by default its folder.
 */
export async function readInstalled(
  installed: InstalledFolder,
  trusted: TrustedRoot,
  source: PublicationSource = folderSource(installed.folder),
): Promise<Result<InstalledPublication>> {
  const files = await gather(source, trusted.version + 1);
  if (!files.ok) return files;
  const verified = verifyPublication((file) => files.value.get(file) ?? null, trusted);
  if (!verified.ok) return verified;
  const { version, timestampVersion } = verified.value;
  if (version !== installed.version || timestampVersion !== installed.timestampVersion)
    return fail('publication-mismatch', {
      file: installed.folder,
      detail: installedFolderName(version, timestampVersion),
    });
  return succeed({ files: files.value, verified: verified.value });
}

/** Validates content that another version of the program has validated, once. */
export async function ensureValidated(
  installed: InstalledFolder,
  { verified }: InstalledPublication,
): Promise<Result<null>> {
  const file = path.join(installed.folder, VALIDATED_BY);
  try {
    if (readRegularFileSync(file, MAX_VERSION_BYTES).toString('utf8').trim() === VERSION) return succeed(null);
  } catch {
    // No version is recorded: validate.
  }
  const { validateDocuments } = await import('../published/validate-documents.ts');
  const valid = validateDocuments(verified.documents);
  if (valid.ok) await writeFile(file, `${VERSION}\n`).catch(() => undefined);
  return valid;
}
