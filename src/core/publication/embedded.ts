// The default import is the object Electron teaches to read inside its archive.
import fs from 'node:fs';
import path from 'node:path';
import { type Result, succeed, fail } from '../../shared/domain/result.ts';
import { parseValidated } from '../published/layout.ts';
import { createPublication, type Publication } from '../published/publication.ts';
import { gather, type PublicationFiles, type PublicationSource } from './sources/publication-source.ts';
import { type TrustedRoot, asResult } from './trust/metadata.ts';
import { firstRoot, followRoots } from './trust/root-chain.ts';
import { type VerifiedPublication, verifyPublication } from './trust/verify-publication.ts';
import { messageOf } from '../platform/message-of.ts';
import { rootPath } from '../published/layout.ts';

export interface Embedded {
  /** Newest root that came with the program: the trust anchor, unless an own root was set on this PC. */
  readonly root: TrustedRoot;
  readonly publication: Result<VerifiedPublication>;
  readonly files: PublicationFiles;
}

/** Reads and verifies the embedded publication. Fails only where its root cannot be used. */
export async function readEmbedded(folder = embeddedFolder()): Promise<Result<Embedded>> {
  const files = await gather(programSource(folder), 1);
  if (!files.ok) return files;
  const read = (file: string) => files.value.get(file) ?? null;
  const root = asResult(() => followRoots(read, firstRoot(read)));
  if (!root.ok) return root;
  return succeed({ root: root.value, publication: verifyPublication(read, root.value), files: files.value });
}

/** Reads the embedded publication, as a new installation uses it. */
export async function embeddedPublication(folder = embeddedFolder()): Promise<Result<Publication>> {
  const embedded = await readEmbedded(folder);
  if (!embedded.ok) return embedded;
  const { publication } = embedded.value;
  return publication.ok
    ? succeed(createPublication(publication.value, parseValidated(publication.value.documents)))
    : publication;
}

const FOLDER = 'resources/publication';

/** Folder of the publication that came with the program: found from the built chunks (`out/main`) or the sources (`src/core/publication`). */
export function embeddedFolder(): string {
  const near = ['../..', '../../..'].map((up) => path.join(import.meta.dirname, up, FOLDER));
  return near.find((folder) => fs.existsSync(path.join(folder, rootPath(1)))) ?? near[0]!;
}

/** A source in the program's own folder. Its files are read without further checks: whoever can write there can replace the program. */
export const programSource = (folder: string): PublicationSource => ({
  place: folder,
  read(name) {
    const file = path.join(folder, ...name.split('/'));
    try {
      return Promise.resolve(succeed(fs.readFileSync(file)));
    } catch (cause) {
      const absent = (cause as { code?: unknown }).code === 'ENOENT';
      return Promise.resolve(
        absent ? succeed(null) : fail('publication-unreadable', { file, detail: messageOf(cause) }),
      );
    }
  },
});
