import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { parseValidated } from '../published/layout.ts';
import { createPublication } from '../published/publication.ts';
import { validateDocuments } from '../published/validate-documents.ts';
import type { ChosenPublication } from './choose-publication.ts';
import { readEmbedded } from './embedded.ts';
import { installedDirectoryIn } from './installed-publications.ts';
import { readPcTrust } from './pc-trust.ts';
import { folderSource } from './sources/folder-source.ts';
import { gather } from './sources/publication-source.ts';
import { readLocalRoots } from './trust/root-chain.ts';
import { verifyPublication } from './trust/verify-publication.ts';

/**
 * Reads a publication from a folder for one run, without installing it. It must be signed for this PC like any other, but may have
 * expired or be older than the one in use, as the engineer asked for it.
 */
export async function publicationFrom(
  folder: string,
  dataDirectory: string,
  now: Date,
): Promise<Result<ChosenPublication>> {
  const embedded = await readEmbedded();
  if (!embedded.ok) return embedded;
  const { trust } = await readPcTrust(embedded.value.root, dataDirectory);
  const { root } = await readLocalRoots(installedDirectoryIn(dataDirectory), trust.root);
  const files = await gather(folderSource(folder), root.version + 1);
  if (!files.ok) return files;
  const verified = verifyPublication((file) => files.value.get(file) ?? null, root);
  if (!verified.ok) return verified;
  const valid = validateDocuments(verified.value.documents);
  if (!valid.ok) return valid;
  const { expires, documents } = verified.value;
  const known = trust.problem === null ? [] : [trust.problem];
  const ended: Problem = {
    code: 'publication-used-after-end',
    params: { file: expires.file, date: expires.at.toISOString() },
  };
  return succeed({
    publication: createPublication(verified.value, parseValidated(documents)),
    verified: verified.value,
    origin: { kind: 'folder', folder },
    trust,
    problems: now < expires.at ? known : [...known, ended],
  });
}
