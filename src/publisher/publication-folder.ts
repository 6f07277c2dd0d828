import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../core/platform/make-folder.ts';
import { DOCUMENT_NAMES, documentPath, targetOf, targetsPath, type DocumentBytes } from '../core/published/layout.ts';
import { validateDocuments } from '../core/published/validate-documents.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { readOperatorFile, readOperatorJson, UnusableFile } from './operator-files.ts';
import { readTargets, type SignedFiles } from './signing/signed-files.ts';

/** The metadata a publisher's folder holds now. */
export interface PublishedFolder {
  readonly roots: SignedFiles;
  readonly rootVersion: number;
  /** Null when nothing was signed into it yet. */
  readonly last: { readonly targets: number; readonly snapshot: number; readonly timestamp: number } | null;
}

const numbered = (names: readonly string[], role: string): number =>
  Math.max(0, ...names.map((name) => Number(new RegExp(`^(\\d+)\\.${role}\\.json$`).exec(name)?.[1] ?? 0)));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Roots in a folder, be it of keys or of a publication. */
export function rootsIn(folder: string): { roots: SignedFiles; rootVersion: number } {
  const names = namesIn(folder);
  const rootVersion = numbered(names, 'root');
  const roots: SignedFiles = new Map();
  for (let version = 1; version <= rootVersion; version += 1)
    roots.set(`metadata/${version}.root.json`, readOperatorFile(path.join(folder, `${version}.root.json`)));
  return { roots, rootVersion };
}

export function readPublished(folder: string): PublishedFolder {
  const metadata = path.join(folder, 'metadata');
  const names = namesIn(metadata);
  const timestamp = names.includes('timestamp.json') ? versionIn(path.join(metadata, 'timestamp.json')) : null;
  const last =
    timestamp === null
      ? null
      : {
          targets: numbered(names, 'targets'),
          snapshot: numbered(names, 'snapshot'),
          timestamp,
        };
  return { ...rootsIn(metadata), last };
}

/** @throws UnusableFile */
function versionIn(file: string): number {
  const { signed } = (readOperatorJson(file) ?? {}) as { signed?: { version?: unknown } | null };
  const version = signed?.version;
  if (typeof version === 'number' && Number.isSafeInteger(version)) return version;
  throw new UnusableFile({ code: 'publication-unreadable', params: { file, detail: 'signed.version' } });
}

/** The documents of a publication as they are in the folder: checked against the schemas, signatures not verified. */
export function publishedDocuments(folder: string, version: number): Result<DocumentBytes> {
  const name = targetsPath(version);
  try {
    const { targets } = readTargets(readOperatorFile(path.join(folder, name)), name);
    const read = DOCUMENT_NAMES.map((document) => {
      const sha256 = targets[targetOf(document)]?.hashes['sha256'] ?? '';
      return [document, readOperatorFile(path.join(folder, documentPath(sha256, document)))] as const;
    });
    const documents = Object.fromEntries(read) as unknown as DocumentBytes;
    const valid = validateDocuments(documents);
    return valid.ok ? succeed(documents) : valid;
  } catch (cause) {
    if (cause instanceof UnusableFile) return { ok: false, problem: cause.problem };
    return fail('publication-unreadable', { file: path.join(folder, name), detail: (cause as Error).message });
  }
}

/** Writes a publication; files of the one before that are no longer named are removed, the timestamp comes last. */
export function writePublished(folder: string, files: SignedFiles): void {
  const timestampLast = [...files].toSorted(
    ([a], [b]) => Number(a.endsWith('timestamp.json')) - Number(b.endsWith('timestamp.json')),
  );
  for (const [name, bytes] of timestampLast) {
    const file = path.join(folder, name);
    makeFolder(path.dirname(file));
    writeFileSync(file, bytes);
  }
  for (const kind of ['metadata', 'targets'])
    for (const name of namesIn(path.join(folder, kind)))
      if (!files.has(`${kind}/${name}`)) rmSync(path.join(folder, kind, name));
}
