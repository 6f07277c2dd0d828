import { createHash } from 'node:crypto';
import type { Result } from '../../../shared/domain/result.ts';
import {
  ABOUT_FIELD,
  DOCUMENT_NAMES,
  type DocumentName,
  SIGNED_AT_FIELD,
  snapshotPath,
  targetOf,
  targetPath,
  targetsPath,
  TIMESTAMP_PATH,
  type DocumentBytes,
} from '../../published/layout.ts';
import type { BothLanguages } from '../../../shared/domain/both-languages.ts';
import { isDemoRoot } from './fingerprint.ts';
import {
  isFields,
  isVersion,
  parseSigned,
  readUntrusted,
  type SignedMetadata,
  asResult,
  Refusal,
  type TrustedRoot,
} from './metadata.ts';
import { followRoots, type ReadFile } from './root-chain.ts';

/** Description of the publication in the targets metadata. */
export interface PublicationAbout {
  readonly title: BothLanguages;
  /** Civil date of publication, YYYY-MM-DD. */
  readonly date: string;
  /** Whether it is a demonstration, for example because it is signed with the public demo keys. */
  readonly demo: boolean;
}

/** A publication with verified signatures, versions, lengths and hashes. Its expiry is not checked. */
export interface VerifiedPublication extends PublicationAbout {
  readonly version: number;
  readonly snapshotVersion: number;
  readonly timestampVersion: number;
  readonly root: TrustedRoot;
  /** When the newest signature was made. */
  readonly signedAt: Date;
  /** The metadata that expires first. */
  readonly expires: { readonly file: string; readonly at: Date };
  readonly documents: DocumentBytes;
}

/** Metadata of a repository with verified signatures, versions, lengths and hashes. Its expiry is not checked. */
export interface VerifiedMetadata {
  readonly root: TrustedRoot;
  readonly timestamp: SignedMetadata;
  readonly snapshot: SignedMetadata;
  readonly targets: SignedMetadata;
  /** When the newest signature was made. */
  readonly signedAt: Date;
  /** The metadata that expires first. */
  readonly expires: { readonly file: string; readonly at: Date };
}

/**
 * Verifies a whole publication under a trusted root.
 * @param read must return the same bytes at every call.
 */
export const verifyPublication = (read: ReadFile, trusted: TrustedRoot): Result<VerifiedPublication> =>
  asResult(() => verify(read, trusted));

function verify(read: ReadFile, trusted: TrustedRoot): VerifiedPublication {
  const { root, timestamp, snapshot, targets, signedAt, expires } = verifyMetadata(read, trusted);
  const about = parseAbout(targets.fields[ABOUT_FIELD], targets.file);
  const documents = readTargets(targets, DOCUMENT_NAMES.map(targetOf), read);
  return {
    ...about,
    demo: about.demo || isDemoRoot(root),
    version: targets.version,
    snapshotVersion: snapshot.version,
    timestampVersion: timestamp.version,
    root,
    signedAt,
    expires,
    documents: Object.fromEntries(DOCUMENT_NAMES.map((name) => [name, documents.get(targetOf(name))!])) as Record<
      DocumentName,
      Uint8Array
    >,
  };
}

/** Verifies the metadata of a repository under a trusted root. @throws Refusal. */
export function verifyMetadata(read: ReadFile, trusted: TrustedRoot): VerifiedMetadata {
  const requireFile = requiring(read);
  const root = followRoots(read, trusted);
  const timestamp = parseSigned('timestamp', requireFile(TIMESTAMP_PATH), TIMESTAMP_PATH, root);
  const snapshotMeta = describedFile(timestamp, 'meta', 'snapshot.json');
  const snapshot = follow('snapshot', snapshotPath(snapshotMeta.version), snapshotMeta, requireFile, root);
  const targetsMeta = describedFile(snapshot, 'meta', 'targets.json');
  const targets = follow('targets', targetsPath(targetsMeta.version), targetsMeta, requireFile, root);
  const signed = [timestamp, snapshot, targets, root].map(({ file, expires: at }) => ({ file, at }));
  return {
    root,
    timestamp,
    snapshot,
    targets,
    signedAt: parseInstant(timestamp.fields[SIGNED_AT_FIELD]),
    expires: signed.reduce((first, other) => (other.at < first.at ? other : first)),
  };
}

const requiring =
  (read: ReadFile) =>
  (file: string): Uint8Array => {
    const bytes = read(file);
    if (bytes === null) throw new Refusal('publication-file-missing', { file });
    return bytes;
  };

/** Entry in a metadata file that describes another file. */
interface DescribedFile {
  readonly version: unknown;
  readonly length: unknown;
  readonly sha256: unknown;
}

function describedFile(
  metadata: SignedMetadata,
  list: 'meta' | 'targets',
  name: string,
): DescribedFile & { readonly version: number } {
  const { version, length, sha256 } = describedTarget(metadata, list, name);
  if (!isVersion(version)) throw new Refusal('publication-damaged', { file: metadata.file, detail: name });
  return { version, length, sha256 };
}

const describedTarget = (metadata: SignedMetadata, list: 'meta' | 'targets', name: string): DescribedFile =>
  readUntrusted(metadata.file, () => {
    const entries = metadata.fields[list];
    const entry = isFields(entries) && Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (!isFields(entry)) throw new TypeError(name);
    const { version, length, hashes } = entry;
    return { version, length, sha256: isFields(hashes) ? hashes['sha256'] : undefined };
  });

/** Checks length and SHA-256. They are required for every file here; in the TUF specification they are optional for some. */
function requireMatch(file: string, bytes: Uint8Array, { length, sha256 }: DescribedFile): void {
  if (bytes.length !== length || createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Refusal('publication-mismatch', { file, detail: 'SHA-256' });
}

function follow(
  role: 'snapshot' | 'targets',
  file: string,
  described: DescribedFile,
  requireFile: (file: string) => Uint8Array,
  root: TrustedRoot,
): SignedMetadata {
  const bytes = requireFile(file);
  requireMatch(file, bytes, described);
  const metadata = parseSigned(role, bytes, file, root);
  if (metadata.version !== described.version)
    throw new Refusal('publication-mismatch', { file, detail: `version ${metadata.version}` });
  return metadata;
}

/**
 * Reads and verifies the targets of a repository. Any other target is refused: it is signed for another program.
 * @param names all of them. @throws Refusal.
 */
export function readTargets(
  targets: SignedMetadata,
  names: readonly string[],
  read: ReadFile,
): ReadonlyMap<string, Uint8Array> {
  const { file: targetsFile, fields } = targets;
  const expected = new Set(names);
  const listed = isFields(fields['targets']) ? Object.keys(fields['targets']) : [];
  const surplus = listed.find((target) => !expected.has(target));
  if (surplus !== undefined || fields['delegations'] !== undefined)
    throw new Refusal('publication-unexpected-target', { file: targetsFile, target: surplus ?? 'delegations' });
  const entries = names.map((name) => {
    const described = describedTarget(targets, 'targets', name);
    if (typeof described.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(described.sha256))
      throw new Refusal('publication-mismatch', { file: targetsFile, detail: name });
    const file = targetPath(described.sha256, name);
    const bytes = requiring(read)(file);
    requireMatch(file, bytes, described);
    return [name, bytes] as const;
  });
  return new Map(entries);
}

function parseAbout(field: unknown, file: string): PublicationAbout {
  const { title, date, demo } = (field ?? {}) as { title?: Record<string, unknown>; date?: unknown; demo?: unknown };
  const texts = [title?.['zh-CN'], title?.['en']];
  const [zh, en] = texts;
  if (typeof zh !== 'string' || typeof en !== 'string' || typeof date !== 'string' || typeof demo !== 'boolean')
    throw new Refusal('publication-damaged', { file, detail: ABOUT_FIELD });
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new Refusal('publication-damaged', { file, detail: `${ABOUT_FIELD}.date` });
  return { title: { 'zh-CN': zh, en }, date, demo };
}

function parseInstant(field: unknown): Date {
  const instant = new Date(typeof field === 'string' ? field : '');
  if (Number.isNaN(instant.getTime()))
    throw new Refusal('publication-damaged', { file: TIMESTAMP_PATH, detail: SIGNED_AT_FIELD });
  return instant;
}
