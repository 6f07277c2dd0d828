import { createHash } from 'node:crypto';
import type { TargetFile } from '@tufjs/models';
import type { Result } from '../../../shared/domain/result.ts';
import {
  ABOUT_FIELD,
  PART_NAMES,
  type PartName,
  partPath,
  SIGNED_AT_FIELD,
  snapshotPath,
  targetOf,
  targetsPath,
  TIMESTAMP_PATH,
} from '../layout.ts';
import type { BothLanguages } from '../parts/both-languages.ts';
import type { PartBytes } from '../parts/parts.ts';
import { parseSigned, type TrustedRoot } from './metadata.ts';
import { asResult, Refusal } from './refusal.ts';
import { followRoots, type ReadFile } from './root-chain.ts';

/** What the targets metadata say about the publication. */
export interface PublicationAbout {
  readonly title: BothLanguages;
  /** Civil date of publication, YYYY-MM-DD. */
  readonly date: string;
  /** Signed with keys that everybody has. */
  readonly demo: boolean;
}

/** A publication whose signatures, versions, lengths and hashes hold. Nothing is said about its age. */
export interface VerifiedPublication extends PublicationAbout {
  readonly version: number;
  readonly snapshotVersion: number;
  readonly timestampVersion: number;
  readonly root: TrustedRoot;
  /** When the newest signature was made. */
  readonly signedAt: Date;
  /** The signature that ends first. */
  readonly expires: { readonly file: string; readonly at: Date };
  readonly parts: PartBytes;
}

/**
 * Checks a whole publication against a root that is trusted already.
 * @param read gives bytes that no longer change.
 */
export const verifyPublication = (read: ReadFile, trusted: TrustedRoot): Result<VerifiedPublication> =>
  asResult(() => verify(read, trusted));

function verify(read: ReadFile, trusted: TrustedRoot): VerifiedPublication {
  const demand = (file: string): Uint8Array => {
    const bytes = read(file);
    if (bytes === null) throw new Refusal('publication-file-missing', { file });
    return bytes;
  };
  const root = followRoots(read, trusted);
  const timestamp = parseSigned('timestamp', demand(TIMESTAMP_PATH), TIMESTAMP_PATH, root).signed;

  const snapshotFile = snapshotPath(timestamp.snapshotMeta.version);
  const snapshotBytes = demand(snapshotFile);
  requireMatch(snapshotFile, () => timestamp.snapshotMeta.verify(Buffer.from(snapshotBytes)));
  const snapshot = parseSigned('snapshot', snapshotBytes, snapshotFile, root).signed;
  requireVersion(snapshotFile, snapshot.version, timestamp.snapshotMeta.version);

  const targetsMeta = snapshot.meta['targets.json'];
  if (targetsMeta === undefined)
    throw new Refusal('publication-mismatch', { file: snapshotFile, detail: 'targets.json' });
  const targetsFile = targetsPath(targetsMeta.version);
  const targetsBytes = demand(targetsFile);
  requireMatch(targetsFile, () => targetsMeta.verify(Buffer.from(targetsBytes)));
  const targets = parseSigned('targets', targetsBytes, targetsFile, root).signed;
  requireVersion(targetsFile, targets.version, targetsMeta.version);

  const expected = new Set<string>(PART_NAMES.map(targetOf));
  const surplus = Object.keys(targets.targets).find((target) => !expected.has(target));
  if (surplus !== undefined || targets.delegations !== undefined)
    throw new Refusal('publication-unexpected-target', { file: targetsFile, target: surplus ?? 'delegations' });
  const parts = Object.fromEntries(
    PART_NAMES.map((part) => [part, demandPart(part, targets.targets[targetOf(part)], targetsFile, demand)]),
  ) as Record<PartName, Uint8Array>;

  const signed = [
    { file: TIMESTAMP_PATH, at: new Date(timestamp.expires) },
    { file: snapshotFile, at: new Date(snapshot.expires) },
    { file: targetsFile, at: new Date(targets.expires) },
    { file: `${root.signed.version}.root.json`, at: new Date(root.signed.expires) },
  ];
  return {
    ...aboutOf(targets.unrecognizedFields[ABOUT_FIELD], targetsFile),
    version: targets.version,
    snapshotVersion: snapshot.version,
    timestampVersion: timestamp.version,
    root,
    signedAt: instantOf(timestamp.unrecognizedFields[SIGNED_AT_FIELD]),
    expires: signed.reduce((first, other) => (other.at < first.at ? other : first)),
    parts,
  };
}

function requireMatch(file: string, verifyLengthAndHash: () => void): void {
  try {
    verifyLengthAndHash();
  } catch (cause) {
    throw new Refusal('publication-mismatch', { file, detail: (cause as Error).message });
  }
}

function requireVersion(file: string, found: number, expected: number): void {
  if (found !== expected) throw new Refusal('publication-mismatch', { file, detail: `${found} ≠ ${expected}` });
}

/** The library's own check reads a stream and accepts a target without any hash; here SHA-256 is a must. */
function demandPart(
  part: PartName,
  target: TargetFile | undefined,
  targetsFile: string,
  demand: (file: string) => Uint8Array,
): Uint8Array {
  const sha256 = target?.hashes['sha256'];
  if (target === undefined || sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256))
    throw new Refusal('publication-mismatch', { file: targetsFile, detail: targetOf(part) });
  const file = partPath(sha256, part);
  const bytes = demand(file);
  if (bytes.length !== target.length || createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Refusal('publication-mismatch', { file, detail: 'SHA-256' });
  return bytes;
}

function aboutOf(field: unknown, file: string): PublicationAbout {
  const { title, date, demo } = (field ?? {}) as { title?: Record<string, unknown>; date?: unknown; demo?: unknown };
  const texts = [title?.['zh-CN'], title?.['en']];
  const [zh, en] = texts;
  if (typeof zh !== 'string' || typeof en !== 'string' || typeof date !== 'string' || typeof demo !== 'boolean')
    throw new Refusal('publication-damaged', { file, detail: ABOUT_FIELD });
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
    throw new Refusal('publication-damaged', { file, detail: `${ABOUT_FIELD}.date` });
  return { title: { 'zh-CN': zh, en }, date, demo };
}

function instantOf(field: unknown): Date {
  const instant = new Date(typeof field === 'string' ? field : '');
  if (Number.isNaN(instant.getTime()))
    throw new Refusal('publication-damaged', { file: TIMESTAMP_PATH, detail: SIGNED_AT_FIELD });
  return instant;
}
