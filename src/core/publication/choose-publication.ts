import { existsSync } from 'node:fs';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { readEmbedded, embeddedFolder } from './embedded.ts';
import {
  installedDirectoryIn,
  installedFolderName,
  type InstalledFolder,
  listInstalled,
  ensureValidated,
  type InstalledPublication,
  readInstalled,
} from './installed-publications.ts';
import { readGuardFiles, findHighestGuard, buildGuard } from './rollback-guard.ts';
import type { OwnRoot } from './own-root.ts';
import { type PcTrust, readPcTrust } from './pc-trust.ts';
import { parseValidated } from '../published/layout.ts';
import { createPublication, type Publication } from '../published/publication.ts';
import { formatFingerprint } from './trust/fingerprint.ts';
import { readLocalRoots } from './trust/root-chain.ts';
import type { TrustedRoot } from './trust/metadata.ts';
import type { VerifiedPublication } from './trust/verify-publication.ts';

/** Origin of the publication in use. */
export interface PublicationOrigin {
  readonly kind: 'embedded' | 'kept' | 'folder';
  readonly folder: string;
}

export interface ChosenPublication {
  readonly publication: Publication;
  readonly verified: VerifiedPublication;
  readonly origin: PublicationOrigin;
  readonly trust: PcTrust;
  /** Publications that were passed over, and why. */
  readonly problems: readonly Problem[];
}

/** Chooses the newest trusted publication on this PC, regardless of its age. */
export async function choosePublication(
  dataDirectory: string,
  folder = embeddedFolder(),
): Promise<Result<ChosenPublication>> {
  const embedded = await readEmbedded(folder);
  if (!embedded.ok) return embeddedDamaged(embedded.problem);
  const { publication } = embedded.value;
  const { trust, outdated } = await readPcTrust(embedded.value.root, dataDirectory);
  const newest = await findNewestInstalled(trust, publication.ok ? publication.value : null, dataDirectory);
  const problems = [...(trust.problem === null ? [] : [trust.problem]), ...newest.problems];
  if (!publication.ok) problems.push(...problemsOf(embeddedDamaged(publication.problem)));
  const installed = newest.installed;
  if (installed === null && !publication.ok) return embeddedDamaged(publication.problem);
  const verified =
    installed === null ? (publication as { value: VerifiedPublication }).value : installed.publication.verified;
  if (trust.kind === 'own' && installed !== null)
    for (const place of outdated) await place.write(buildGuard(verified, trust.own));
  if (trust.kind === 'own' && installed === null) problems.push(missingPublication(trust.own));
  const guard =
    verified.root.anchor === newest.root.anchor ? findHighestGuard(readGuardFiles(dataDirectory), newest.root) : null;
  if (guard !== null && guard.version > verified.version)
    problems.push({ code: 'publication-older-than-before', params: { found: verified.version, known: guard.version } });
  const origin: PublicationOrigin =
    installed === null ? { kind: 'embedded', folder } : { kind: 'kept', folder: installed.folder.folder };
  return succeed({ publication: created(verified), verified, origin, trust, problems });
}

const created = (verified: VerifiedPublication): Publication =>
  createPublication(verified, parseValidated(verified.documents));

const problemsOf = (result: Result<unknown>): Problem[] => (result.ok ? [] : [result.problem]);

/** Without a publication under the own root the demonstration is used, marked as such: a PC without any verdict is no help before a class. */
const missingPublication = ({ root, setAt }: OwnRoot): Problem => ({
  code: 'own-root-without-publication',
  params: { fingerprint: formatFingerprint(root.anchor), date: setAt.slice(0, 10) },
});

const embeddedDamaged = ({ code, params }: Problem): Result<never> => ({
  ok: false,
  problem: { code: 'publication-embedded-damaged', params: { ...params, because: code } },
});

interface Newest {
  readonly installed: { readonly folder: InstalledFolder; readonly publication: InstalledPublication } | null;
  readonly root: TrustedRoot;
  readonly problems: readonly Problem[];
}

/**
 * Finds the newest valid publication that is installed on this PC.
 * @param embedded publication of the program; null when it cannot be used.
 * @returns `installed` null where none is installed or the embedded one is newer.
 */
export async function findNewestInstalled(
  trust: Pick<PcTrust, 'kind' | 'root'>,
  embedded: VerifiedPublication | null,
  dataDirectory: string,
): Promise<Newest> {
  // On a PC without an installed publication this costs one file system call.
  if (trust.kind === 'unclear' || !existsSync(installedDirectoryIn(dataDirectory)))
    return { installed: null, root: trust.root, problems: [] };
  const folders = await listInstalled(dataDirectory);
  const local = await readLocalRoots(installedDirectoryIn(dataDirectory), trust.root);
  const problems: Problem[] = local.problem === null ? [] : [local.problem];
  const base = trust.kind === 'own' || embedded === null ? { version: 0, timestampVersion: 0 } : embedded;
  for (const folder of folders) {
    const { version, timestampVersion } = folder;
    if (version < base.version || (version === base.version && timestampVersion <= base.timestampVersion)) break;
    // Verified from the newest root that this PC knows: signatures of replaced keys are no longer valid.
    const installed = await readInstalled(folder, local.root);
    const usable = installed.ok ? await ensureValidated(folder, installed.value) : installed;
    if (installed.ok && usable.ok)
      return { installed: { folder, publication: installed.value }, root: installed.value.verified.root, problems };
    const because = problemsOf(usable)[0]!;
    problems.push({
      code: 'publication-kept-passed-over',
      params: { ...because.params, because: because.code, version: installedFolderName(version, timestampVersion) },
    });
  }
  return { installed: null, root: local.root, problems };
}
