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

/** Installs a publication, or leaves everything as it was and says why. */
export async function installPublication(options: OfferOptions): Promise<Result<AcceptableOffer>> {
  const examined = await examineOffer(options);
  if (!examined.ok || examined.value.inUse) return examined;
  const { verified, files } = examined.value;
  const kept = storePublication(options.dataDirectory, files, verified);
  if (!kept.ok) return kept;
  await rememberInstalled(options, examined.value);
  return examined;
}

/** After a publication was kept: how far they have come is remembered everywhere, and what is no longer needed goes. */
export async function rememberInstalled(
  { dataDirectory, source, clock }: OfferOptions,
  { verified, files, trust }: AcceptableOffer,
): Promise<void> {
  const directory = installedDirectoryIn(dataDirectory);
  try {
    writeLocalRoots(directory, files);
  } catch {
    // The kept publication carries the same roots.
  }
  for (const place of guardPlaces(dataDirectory)) await place.write(buildGuard(verified, trust.own));
  await logInstalled(dataDirectory, verified, trust.own, source.place, clock());
  await pruneInstalled(dataDirectory, (await readLocalRoots(directory, trust.root)).root);
}

const INCOMING = '.incoming-';

/**
 * Keeps a publication that was verified and validated. It appears under its name complete or not at all.
 * @returns its folder.
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
    for (const part of ['metadata', 'targets']) makeFolder(path.join(incoming, part));
    for (const [name, bytes] of files) writeThrough(path.join(incoming, ...name.split('/')), bytes);
    writeThrough(path.join(incoming, VALIDATED_BY), `${VERSION}\n`);
    for (const part of ['metadata', 'targets', '.']) syncFolder(path.join(incoming, part));
    // Only one that cannot be used has the same name.
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

/** Removes all but the last few that can be used. Failing to is no failure: it is tried again the next time. */
export async function pruneInstalled(dataDirectory: string, trusted: TrustedRoot): Promise<void> {
  let good = 0;
  for (const kept of await listInstalled(dataDirectory)) {
    const usable = good < MAX_INSTALLED && (await readInstalled(kept, trusted)).ok;
    if (usable) good += 1;
    else rmSync(kept.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
