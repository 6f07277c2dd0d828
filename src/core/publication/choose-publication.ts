import { existsSync } from 'node:fs';
import type { Problem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { type Embedded, readEmbedded } from './embedded.ts';
import { keptDirectoryIn, keptName, type KeptFolder, listKept } from './kept/kept-folders.ts';
import { ensureValidated, type KeptPublication, readKept } from './kept/read-kept.ts';
import { readMarkFiles } from './marks/mark-files.ts';
import { highestMark } from './marks/mark.ts';
import { parseValidated } from './parts/parts.ts';
import { createPublication, type Publication } from './publication.ts';
import { embeddedFolder } from './sources/program-source.ts';
import { readLocalRoots } from './trust/local-roots.ts';
import type { TrustedRoot } from './trust/trusted-root.ts';
import type { VerifiedPublication } from './trust/verify-publication.ts';

/** Where the publication in use came from. */
export interface PublicationOrigin {
  readonly kind: 'embedded' | 'kept' | 'folder';
  readonly folder: string;
}

export interface ChosenPublication {
  readonly publication: Publication;
  readonly verified: VerifiedPublication;
  readonly origin: PublicationOrigin;
  /** What was passed over and why. */
  readonly problems: readonly Problem[];
}

/** The newest publication on this PC that can be trusted, however old it is. */
export async function choosePublication(
  dataDirectory: string,
  folder = embeddedFolder(),
): Promise<Result<ChosenPublication>> {
  const embedded = await readEmbedded(folder);
  if (!embedded.ok) return notEmbedded(embedded.problem);
  const newest = await newestOf(embedded.value, dataDirectory);
  const { publication } = embedded.value;
  const problems = [...newest.problems];
  if (!publication.ok) problems.push(...problemsOf(notEmbedded(publication.problem)));
  const kept = newest.kept;
  if (kept === null && !publication.ok) return notEmbedded(publication.problem);
  const verified = kept === null ? (publication as { value: VerifiedPublication }).value : kept.publication.verified;
  const mark = highestMark(readMarkFiles(dataDirectory), newest.root);
  if (mark !== null && mark.version > verified.version)
    problems.push({ code: 'publication-older-than-before', params: { found: verified.version, known: mark.version } });
  const origin: PublicationOrigin =
    kept === null ? { kind: 'embedded', folder } : { kind: 'kept', folder: kept.folder.folder };
  return succeed({ publication: created(verified), verified, origin, problems });
}

const created = (verified: VerifiedPublication): Publication =>
  createPublication(verified, parseValidated(verified.parts));

const problemsOf = (result: Result<unknown>): Problem[] => (result.ok ? [] : [result.problem]);

const notEmbedded = ({ code, params }: Problem): Result<never> => ({
  ok: false,
  problem: { code: 'publication-embedded-damaged', params: { ...params, because: code } },
});

interface Newest {
  readonly kept: { readonly folder: KeptFolder; readonly publication: KeptPublication } | null;
  readonly root: TrustedRoot;
  readonly problems: readonly Problem[];
}

/** @returns the newest good kept publication that is newer than the embedded one, null when there is none. */
export async function newestOf(embedded: Embedded, dataDirectory: string): Promise<Newest> {
  // The usual case of a PC that never installed one costs a single look.
  if (!existsSync(keptDirectoryIn(dataDirectory))) return { kept: null, root: embedded.root, problems: [] };
  const folders = await listKept(dataDirectory);
  const local = await readLocalRoots(keptDirectoryIn(dataDirectory), embedded.root);
  const problems: Problem[] = local.problem === null ? [] : [local.problem];
  const base = embedded.publication.ok ? embedded.publication.value : { version: 0, timestampVersion: 0 };
  for (const folder of folders) {
    const { version, timestampVersion } = folder;
    if (version < base.version || (version === base.version && timestampVersion <= base.timestampVersion)) break;
    // Verified from the newest root this PC knows: what was signed with keys replaced since is no longer good.
    const kept = await readKept(folder, local.root);
    const usable = kept.ok ? await ensureValidated(folder, kept.value) : kept;
    if (kept.ok && usable.ok)
      return { kept: { folder, publication: kept.value }, root: kept.value.verified.root, problems };
    const because = problemsOf(usable)[0]!;
    problems.push({
      code: 'publication-kept-passed-over',
      params: { ...because.params, because: because.code, version: keptName(version, timestampVersion) },
    });
  }
  return { kept: null, root: local.root, problems };
}
