import { messageOf } from '../../core/platform/message-of.ts';
import { UnusableFile } from '../operator-files.ts';
import {
  type Key,
  Metadata,
  MetadataKind,
  MetaFile,
  Root,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models';
import { createHash } from 'node:crypto';
import {
  ABOUT_FIELD,
  DOCUMENT_NAMES,
  documentPath,
  rootPath,
  SIGNED_AT_FIELD,
  snapshotPath,
  targetOf,
  targetPath,
  targetsPath,
  TIMESTAMP_PATH,
  type DocumentBytes,
} from '../../core/published/layout.ts';
import { type RoleName, ROLES } from '../../core/publication/trust/metadata.ts';
import type { PublicationAbout } from '../../core/publication/trust/verify-publication.ts';
import type { SigningKey } from './keyring.ts';

type Json = Parameters<typeof Metadata.fromJSON>[1];

/** Metadata of the publisher's own folders. @param file named when it is none. @throws UnusableFile */
export const readRoot = (bytes: Uint8Array, file: string): Root =>
  parsed(bytes, file, (json) => Metadata.fromJSON(MetadataKind.Root, json).signed);
export const readTargets = (bytes: Uint8Array, file: string): Targets =>
  parsed(bytes, file, (json) => Metadata.fromJSON(MetadataKind.Targets, json).signed);

function parsed<Signed>(bytes: Uint8Array, file: string, read: (json: Json) => Signed): Signed {
  try {
    return read(JSON.parse(Buffer.from(bytes).toString('utf8')) as Json);
  } catch (cause) {
    throw new UnusableFile({ code: 'publication-unreadable', params: { file, detail: messageOf(cause) } }, cause);
  }
}

const DAY_MS = 86_400_000;
const SPEC_VERSION = '1.0.34';
export const ROOT_LIFE_DAYS = 3653;
export const METADATA_LIFE_DAYS = 180;

/** Files of a publication by path. */
export type SignedFiles = Map<string, Uint8Array>;

/** TUF writes times in whole seconds. */
const after = (now: Date, days: number): string =>
  new Date(now.getTime() + days * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Signable = Root | Targets | Snapshot | Timestamp;

/** Signs with every key given. */
export function signedBytes(signed: Signable, keys: readonly SigningKey[]): Uint8Array {
  const metadata = new Metadata<Signable>(signed);
  for (const key of keys) metadata.sign(key.sign);
  return Buffer.from(`${JSON.stringify(metadata.toJSON(), null, 1)}\n`);
}

const metaFile = (version: number, bytes: Uint8Array): MetaFile =>
  new MetaFile({ version, length: bytes.length, hashes: { sha256: sha256(bytes) } });

const keysOf = (keys: readonly SigningKey[], role: RoleName): SigningKey[] => keys.filter((key) => key.role === role);

export interface RootDescription {
  readonly version: number;
  readonly keys: readonly { readonly role: RoleName; readonly publicKey: Key }[];
  readonly threshold: number;
  readonly now: Date;
}

/** Which keys count for what. */
export function rootOf({ version, keys, threshold, now }: RootDescription): Root {
  const rolesAndKeys = ROLES.map((role) => {
    const keyids = keys.filter((key) => key.role === role).map((key) => key.publicKey.keyID);
    return [role, { keyids, threshold: role === 'root' ? threshold : 1 }] as const;
  });
  return Root.fromJSON({
    spec_version: SPEC_VERSION,
    version,
    expires: after(now, ROOT_LIFE_DAYS),
    consistent_snapshot: true,
    keys: Object.fromEntries(keys.map(({ publicKey }) => [publicKey.keyID, publicKey.toJSON()])),
    roles: Object.fromEntries(rolesAndKeys),
  });
}

export const rootFile = (root: Root, signers: readonly SigningKey[]): [path: string, bytes: Uint8Array] => [
  rootPath(root.version),
  signedBytes(root, signers),
];

export interface Contents {
  readonly about: PublicationAbout;
  readonly documents: DocumentBytes;
}

/** Targets metadata that lists one file. */
export function oneTargetFiles(
  target: { readonly name: string; readonly bytes: Uint8Array },
  version: number,
  keys: readonly SigningKey[],
  now: Date,
): SignedFiles {
  const hashes = { sha256: sha256(target.bytes) };
  const signed = new Targets({
    version,
    specVersion: SPEC_VERSION,
    expires: after(now, METADATA_LIFE_DAYS),
    targets: { [target.name]: new TargetFile({ path: target.name, length: target.bytes.length, hashes }) },
  });
  return new Map([
    [targetPath(hashes.sha256, target.name), target.bytes],
    [targetsPath(version), signedBytes(signed, keysOf(keys, 'targets'))],
  ]);
}

/** Targets metadata and the files it lists. */
export function targetsFiles(contents: Contents, version: number, keys: readonly SigningKey[], now: Date): SignedFiles {
  const files: SignedFiles = new Map();
  const targets: Record<string, TargetFile> = {};
  for (const name of DOCUMENT_NAMES) {
    const bytes = contents.documents[name];
    const hashes = { sha256: sha256(bytes) };
    targets[targetOf(name)] = new TargetFile({ path: targetOf(name), length: bytes.length, hashes });
    files.set(documentPath(hashes.sha256, name), bytes);
  }
  const { title, date, demo } = contents.about;
  const signed = new Targets({
    version,
    specVersion: SPEC_VERSION,
    expires: after(now, METADATA_LIFE_DAYS),
    targets,
    unrecognizedFields: { [ABOUT_FIELD]: { title: { ...title }, date, demo } },
  });
  files.set(targetsPath(version), signedBytes(signed, keysOf(keys, 'targets')));
  return files;
}

/** Snapshot and timestamp over targets metadata that exist already. */
export function freshnessFiles(
  targets: { readonly version: number; readonly bytes: Uint8Array },
  versions: { readonly snapshot: number; readonly timestamp: number },
  keys: readonly SigningKey[],
  now: Date,
): SignedFiles {
  const snapshot = signedBytes(
    new Snapshot({
      version: versions.snapshot,
      specVersion: SPEC_VERSION,
      expires: after(now, METADATA_LIFE_DAYS),
      meta: { 'targets.json': metaFile(targets.version, targets.bytes) },
    }),
    keysOf(keys, 'snapshot'),
  );
  const timestamp = signedBytes(
    new Timestamp({
      version: versions.timestamp,
      specVersion: SPEC_VERSION,
      expires: after(now, METADATA_LIFE_DAYS),
      snapshotMeta: metaFile(versions.snapshot, snapshot),
      unrecognizedFields: { [SIGNED_AT_FIELD]: now.toISOString() },
    }),
    keysOf(keys, 'timestamp'),
  );
  return new Map([
    [snapshotPath(versions.snapshot), snapshot],
    [TIMESTAMP_PATH, timestamp],
  ]);
}
