import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { type ChosenPublication, choosePublication } from './choose-publication.ts';
import { readEmbedded } from './embedded.ts';
import { installedDirectoryIn, type InstalledFolder, listInstalled, readInstalled } from './installed-publications.ts';
import { readLocalRoots } from './trust/root-chain.ts';
import type { VerifiedPublication } from './trust/verify-publication.ts';

export interface PublicationStatus {
  readonly inUse: ChosenPublication;
  readonly embedded: Result<VerifiedPublication>;
  /** Newest first, each with its problem. */
  readonly installed: readonly { readonly folder: InstalledFolder; readonly problem: Problem | null }[];
}

/** Lists every publication on this PC. */
export async function publicationStatus(dataDirectory: string): Promise<Result<PublicationStatus>> {
  const inUse = await choosePublication(dataDirectory);
  if (!inUse.ok) return inUse;
  const embedded = await readEmbedded();
  if (!embedded.ok) return embedded;
  const { root } = await readLocalRoots(installedDirectoryIn(dataDirectory), inUse.value.trust.root);
  const installed = [];
  for (const folder of await listInstalled(dataDirectory)) {
    const read = await readInstalled(folder, root);
    installed.push({ folder, problem: read.ok ? null : read.problem });
  }
  return succeed({ inUse: inUse.value, embedded: embedded.value.publication, installed });
}
