import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Result, fail, succeed } from '../../../shared/domain/result.ts';
import {
  installedDirectoryIn,
  MAX_INSTALLED,
  installedFolderName,
  listInstalled,
  readInstalled,
  VALIDATED_BY,
} from '../installed-publications.ts';
import { buildGuard, guardPlaces } from '../rollback-guard.ts';
import { readLocalRoots, writeLocalRoots } from '../trust/root-chain.ts';
import { type AcceptableOffer, examineOffer, type OfferOptions } from './examine-offer.ts';
import { logInstalled } from './publication-log.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import { messageOf } from '../../platform/message-of.ts';
import { VERSION } from '../../platform/version.ts';
import type { PublicationFiles } from '../sources/publication-source.ts';
import type { TrustedRoot } from '../trust/metadata.ts';
import type { VerifiedPublication } from '../trust/verify-publication.ts';
import { syncFolder, writeThrough } from '../../platform/write-durably.ts';

/** Installs a publication, or changes nothing and returns why. */
export async function installPublication(options: OfferOptions): Promise<Result<AcceptableOffer>> {
  const examined = await examineOffer(options);
  if (!examined.ok || examined.value.inUse) return examined;
  const { verified, files } = examined.value;
  const installed = storePublication(options.dataDirectory, files, verified);
  if (!installed.ok) return installed;
  await rememberInstalled(options, examined.value);
  return examined;
}

/** After a publication was stored: updates every place of the rollback guard and removes old publications. */
export async function rememberInstalled(
  { dataDirectory, source, clock }: OfferOptions,
  { verified, files, trust }: AcceptableOffer,
): Promise<void> {
  const directory = installedDirectoryIn(dataDirectory);
  try {
    writeLocalRoots(directory, files);
  } catch {
    // The stored publication contains the same roots.
  }
  for (const place of guardPlaces(dataDirectory)) await place.write(buildGuard(verified, trust.own));
  await logInstalled(dataDirectory, verified, trust.own, source.place, clock());
  await pruneInstalled(dataDirectory, (await readLocalRoots(directory, trust.root)).root);
}

const INCOMING = '.incoming-';

/**
 * Stores a publication that was verified and validated. Its folder appears complete or not at all.
 * @returns the folder.
 */
export function storePublication(
  dataDirectory: string,
  files: PublicationFiles,
  { version, timestampVersion }: VerifiedPublication,
): Result<string> {
  const directory = installedDirectoryIn(dataDirectory);
  const folder = path.join(directory, installedFolderName(version, timestampVersion));
  const incoming = path.join(directory, `${INCOMING}${randomUUID()}`);
  try {
    makeFolder(directory);
    for (const left of readdirSync(directory).filter((name) => name.startsWith(INCOMING)))
      rmSync(path.join(directory, left), { recursive: true, force: true });
    for (const name of ['metadata', 'targets']) makeFolder(path.join(incoming, name));
    for (const [name, bytes] of files) writeThrough(path.join(incoming, ...name.split('/')), bytes);
    writeThrough(path.join(incoming, VALIDATED_BY), `${VERSION}\n`);
    for (const name of ['metadata', 'targets', '.']) syncFolder(path.join(incoming, name));
    // An existing folder with this name contains a damaged publication.
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    renameSync(incoming, folder);
    syncFolder(directory);
    return succeed(folder);
  } catch (cause) {
    rmSync(incoming, { recursive: true, force: true });
    const full = (cause as { code?: unknown }).code === 'ENOSPC';
    return full
      ? fail('disk-full', { file: folder })
      : fail('publication-not-kept', { folder: directory, detail: messageOf(cause) });
  }
}

/** Removes all but the newest valid publications. A folder that cannot be removed is left to the next installation. */
async function pruneInstalled(dataDirectory: string, trusted: TrustedRoot): Promise<void> {
  let good = 0;
  for (const installed of await listInstalled(dataDirectory)) {
    const usable = good < MAX_INSTALLED && (await readInstalled(installed, trusted)).ok;
    if (usable) {
      good += 1;
      continue;
    }
    try {
      rmSync(installed.folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Windows removes no folder with a file that another process has open.
    }
  }
}
