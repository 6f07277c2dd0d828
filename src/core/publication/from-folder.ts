import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { ChosenPublication } from './choose-publication.ts';
import { readEmbedded } from './embedded.ts';
import { keptDirectoryIn } from './kept/kept-folders.ts';
import { readPcTrust } from './own-root/pc-trust.ts';
import { parseValidated } from '../published/parts.ts';
import { validateParts } from '../published/validate-parts.ts';
import { createPublication } from '../published/publication.ts';
import { folderSource } from './sources/folder-source.ts';
import { gather } from './sources/gather.ts';
import { readLocalRoots } from './trust/local-roots.ts';
import { verifyPublication } from './trust/verify-publication.ts';

/**
 * A publication from a folder for one run, installed nowhere. It must be signed for this PC like any other; that it has
 * ended, or is older than the one in use, is the engineer's wish.
 */
export async function publicationFrom(
  folder: string,
  dataDirectory: string,
  now: Date,
): Promise<Result<ChosenPublication>> {
  const embedded = await readEmbedded();
  if (!embedded.ok) return embedded;
  const { trust } = await readPcTrust(embedded.value.root, dataDirectory);
  const { root } = await readLocalRoots(keptDirectoryIn(dataDirectory), trust.root);
  const files = await gather(folderSource(folder), root.version + 1);
  if (!files.ok) return files;
  const verified = verifyPublication((file) => files.value.get(file) ?? null, root);
  if (!verified.ok) return verified;
  const valid = validateParts(verified.value.parts);
  if (!valid.ok) return valid;
  const { expires, parts } = verified.value;
  const known = trust.problem === null ? [] : [trust.problem];
  const ended: Problem = {
    code: 'publication-used-after-end',
    params: { file: expires.file, date: expires.at.toISOString() },
  };
  return succeed({
    publication: createPublication(verified.value, parseValidated(parts)),
    verified: verified.value,
    origin: { kind: 'folder', folder },
    trust,
    problems: now < expires.at ? known : [...known, ended],
  });
}
