import { existsSync } from 'node:fs';
import path from 'node:path';
import { formatInstant } from '../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { parseJson, validateNamed } from '../platform/read-json-file.ts';
import { programSource } from '../publication/embedded.ts';
import { checkClock, requireNotExpired } from '../publication/install/judge-offer.ts';
import { replayWithTuf } from '../publication/install/replay-with-tuf.ts';
import { gather, type PublicationFiles, type PublicationSource } from '../publication/sources/publication-source.ts';
import { asResult, type TrustedRoot } from '../publication/trust/metadata.ts';
import { firstRoot, followRoots, readLocalRoots, writeLocalRoots } from '../publication/trust/root-chain.ts';
import { isDemoRoot } from '../publication/trust/fingerprint.ts';
import { readTargets, verifyMetadata } from '../publication/trust/verify-publication.ts';
import { MAX_ROOTS, rootPath, TIMESTAMP_PATH } from '../published/layout.ts';
import { type AcceptedMetadata, updatesFolderIn } from './update-state.ts';
import { type Updates, UPDATES_SCHEMA, UPDATES_TARGET, updatesSchema } from './updates-schema.ts';

export interface VerifiedUpdates {
  readonly updates: Updates;
  readonly accepted: AcceptedMetadata;
  /** What it was verified from, to be verified again later without the place. */
  readonly files: PublicationFiles;
}

export interface RepositoryOptions {
  readonly source: PublicationSource;
  readonly dataDirectory: string;
  /** Folder with `metadata/1.root.json` of updates, which came with the program. */
  readonly rootFolder: string;
  readonly accepted: AcceptedMetadata | null;
  readonly now: Date;
}

const FOLDER = 'resources/updates';

/** Folder of the root that came with the program: from the built chunks or the sources. */
export function updateRootFolder(): string {
  const near = ['../..', '../../..'].map((up) => path.join(import.meta.dirname, up, FOLDER));
  return near.find((folder) => existsSync(path.join(folder, rootPath(1)))) ?? near[0]!;
}

/**
 * Reads what a place offers, and believes it only when it is signed under the root that came with the program, is no older than
 * what was accepted before, and has not expired.
 */
export async function readUpdates(options: RepositoryOptions): Promise<Result<VerifiedUpdates>> {
  const { source, dataDirectory, accepted, now } = options;
  const built = await builtInRoot(options.rootFolder);
  if (!built.ok) return built;
  const folder = updatesFolderIn(dataDirectory);
  const local = await readLocalRoots(folder, built.value);
  const trusted = local.root;
  const files = await gather(source, trusted.version + 1, new Set(), [UPDATES_TARGET]);
  if (!files.ok) return files;
  const read = (file: string) => files.value.get(file) ?? null;
  const verified = asResult(() => {
    const metadata = verifyMetadata(read, trusted);
    return { ...metadata, listed: readTargets(metadata.targets, [UPDATES_TARGET], read) };
  });
  if (!verified.ok) return verified;
  const { root, targets, snapshot, timestamp, signedAt, listed } = verified.value;
  const found = {
    root: root.version,
    targets: targets.version,
    snapshot: snapshot.version,
    timestamp: timestamp.version,
  };
  const results = [
    checkClock(now, { signed: [signedAt, ...(accepted === null ? [] : [new Date(accepted.signedAt)])], lastRun: null }),
    requireNotOlder(found, accepted),
    requireNotExpired(verified.value, now),
  ];
  const refused = results.find((result) => !result.ok);
  if (refused?.ok === false) return refused;
  const replayed = await replayWithTuf({ offered: files.value, targets: listed, trusted, accepted: new Map() });
  if (!replayed.ok) return replayed;
  const bytes = listed.get(UPDATES_TARGET)!;
  const parsed = parseJson(UPDATES_TARGET, bytes);
  const updates = parsed.ok ? validateNamed(UPDATES_TARGET, parsed.value, updatesSchema, UPDATES_SCHEMA) : parsed;
  if (!updates.ok) return updates;
  try {
    writeLocalRoots(folder, new Map([...local.files, ...files.value]));
  } catch {
    // They are learned again from the next place.
  }
  return succeed({
    updates: updates.value,
    accepted: { ...found, signedAt: formatInstant(signedAt) },
    files: files.value,
  });
}

/** @returns `update-root-missing` where the program came without one, or with that of the demonstration: everybody can sign with it. */
async function builtInRoot(folder: string): Promise<Result<TrustedRoot>> {
  const source = programSource(folder);
  const files = new Map<string, Uint8Array>();
  for (let version = 1; version <= MAX_ROOTS; version += 1) {
    const read = await source.read(rootPath(version), Infinity);
    if (!read.ok) return read;
    if (read.value === null) break;
    files.set(rootPath(version), read.value);
  }
  if (files.size === 0) return fail('update-root-missing', { folder });
  const read = (file: string) => files.get(file) ?? null;
  const root = asResult(() => followRoots(read, firstRoot(read)));
  return root.ok && isDemoRoot(root.value) ? fail('update-root-missing', { folder }) : root;
}

function requireNotOlder(found: Omit<AcceptedMetadata, 'signedAt'>, accepted: AcceptedMetadata | null): Result<null> {
  if (accepted === null) return succeed(null);
  // After a rotation of the keys the other numbers may begin again: a fast-forward attack ends with it.
  const roles =
    found.root > accepted.root ? (['root'] as const) : (['root', 'targets', 'snapshot', 'timestamp'] as const);
  const older = roles.find((role) => found[role] < accepted[role]);
  return older === undefined
    ? succeed(null)
    : fail('publication-rollback', {
        what: `${older} (${TIMESTAMP_PATH})`,
        found: found[older],
        known: accepted[older],
      });
}
