import { type Result, succeed } from '../../shared/domain/result.ts';
import { parseValidated } from '../published/parts.ts';
import { createPublication, type Publication } from '../published/publication.ts';
import { gather, type PublicationFiles } from './sources/gather.ts';
import { embeddedFolder, programSource } from './sources/program-source.ts';
import type { TrustedRoot } from './trust/trusted-root.ts';
import { asResult } from './trust/refusal.ts';
import { firstRoot, followRoots } from './trust/root-chain.ts';
import { type VerifiedPublication, verifyPublication } from './trust/verify-publication.ts';

export interface Embedded {
  /** Newest root that came with the program: the anchor of all trust, unless an own root was set on this PC. */
  readonly root: TrustedRoot;
  readonly publication: Result<VerifiedPublication>;
  readonly files: PublicationFiles;
}

/** Reads and verifies it. Fails only when not even its root can be used. */
export async function readEmbedded(folder = embeddedFolder()): Promise<Result<Embedded>> {
  const files = await gather(programSource(folder), 1);
  if (!files.ok) return files;
  const read = (file: string) => files.value.get(file) ?? null;
  const root = asResult(() => followRoots(read, firstRoot(read)));
  if (!root.ok) return root;
  return succeed({ root: root.value, publication: verifyPublication(read, root.value), files: files.value });
}

/** The embedded publication alone, as a new installation uses it. */
export async function embeddedPublication(folder = embeddedFolder()): Promise<Result<Publication>> {
  const embedded = await readEmbedded(folder);
  if (!embedded.ok) return embedded;
  const { publication } = embedded.value;
  return publication.ok
    ? succeed(createPublication(publication.value, parseValidated(publication.value.parts)))
    : publication;
}
