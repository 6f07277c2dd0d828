import { type Result, succeed } from '../../../shared/domain/result.ts';
import {
  MAX_BYTES,
  MAX_ROOTS,
  DOCUMENT_NAMES,
  rootPath,
  snapshotPath,
  targetOf,
  targetPath,
  targetsPath,
  TIMESTAMP_PATH,
} from '../../published/layout.ts';

/** Where a publication is read from: the embedded folder, an installed one, a USB drive, an address. */
export interface PublicationSource {
  /** Folder or address, as shown to people. */
  readonly place: string;
  /**
   * Reads one file completely, at most `maxBytes`.
   * @param path inside the publication, with `/`.
   * @returns null where there is no such file.
   */
  read(path: string, maxBytes: number): Promise<Result<Uint8Array | null>>;
}

/** A source with files that were read already, so that a second examination sees the same bytes. */
export const memorySource = (place: string, files: PublicationFiles): PublicationSource => ({
  place,
  read: (name) => Promise.resolve(succeed(files.get(name) ?? null)),
});

/** Files of one publication in memory, by path. Each is read once and never changes. */
export type PublicationFiles = ReadonlyMap<string, Uint8Array>;

/** Fields that the names of further files depend on. They are not trusted: verification follows. */
interface Unverified {
  signed?: {
    meta?: Record<string, { version?: unknown } | undefined>;
    targets?: Record<string, { hashes?: { sha256?: unknown } } | undefined>;
  };
}

const decoder = new TextDecoder();

function peek(bytes: Uint8Array | undefined): NonNullable<Unverified['signed']> {
  try {
    return (JSON.parse(decoder.decode(bytes)) as Unverified | null)?.signed ?? {};
  } catch {
    return {}; // Verification reports the damage.
  }
}

const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/**
 * Reads the files of a publication into memory, and no others. Missing files are left out.
 * @param firstRoot version of the first root to read.
 * @param known names of documents that need not be read, because they are here: their names are their hashes.
 * @param targetNames that the metadata lists; those of a publication unless told otherwise.
 */
export async function gather(
  source: PublicationSource,
  firstRoot: number,
  known: ReadonlySet<string> = new Set(),
  targetNames: readonly string[] = DOCUMENT_NAMES.map(targetOf),
): Promise<Result<PublicationFiles>> {
  const files = new Map<string, Uint8Array>();
  const take = async (path: string, maxBytes: number): Promise<Result<boolean>> => {
    const read = await source.read(path, maxBytes);
    if (!read.ok) return read;
    if (read.value !== null) files.set(path, read.value);
    return succeed(read.value !== null);
  };

  for (let version = firstRoot; version < firstRoot + MAX_ROOTS; version += 1) {
    const root = await take(rootPath(version), MAX_BYTES.root);
    if (!root.ok) return root;
    if (!root.value) break;
  }
  const timestamp = await take(TIMESTAMP_PATH, MAX_BYTES.timestamp);
  if (!timestamp.ok) return timestamp;
  const snapshotVersion = peek(files.get(TIMESTAMP_PATH)).meta?.['snapshot.json']?.version;
  if (!isVersion(snapshotVersion)) return succeed(files);
  const snapshot = await take(snapshotPath(snapshotVersion), MAX_BYTES.snapshot);
  if (!snapshot.ok) return snapshot;
  const targetsVersion = peek(files.get(snapshotPath(snapshotVersion))).meta?.['targets.json']?.version;
  if (!isVersion(targetsVersion)) return succeed(files);
  const targets = await take(targetsPath(targetsVersion), MAX_BYTES.targets);
  if (!targets.ok) return targets;

  const listed = peek(files.get(targetsPath(targetsVersion))).targets ?? {};
  const paths = targetNames.flatMap((name) => {
    const sha256 = listed[name]?.hashes?.sha256;
    return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? [targetPath(sha256, name)] : [];
  });
  const wanted = paths.filter((path) => !known.has(path));
  const documents = await Promise.all(wanted.map((path) => take(path, MAX_BYTES.document)));
  return documents.find((document) => !document.ok) ?? succeed(files);
}
