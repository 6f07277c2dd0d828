import { Metadata, type MetadataKind, type Root, type Snapshot, type Targets, type Timestamp } from '@tufjs/models';
import { messageOf } from '../../probes/probe.ts';
import { Refusal } from './refusal.ts';

interface Kinds {
  root: Root;
  timestamp: Timestamp;
  snapshot: Snapshot;
  targets: Targets;
}
type Json = Parameters<typeof Metadata.fromJSON>[1];

export type TrustedRoot = Metadata<Root>;

const strict = new TextDecoder('utf-8', { fatal: true });

/** Reads signed metadata without believing it. */
export function parseMetadata<Kind extends keyof Kinds>(
  kind: Kind,
  bytes: Uint8Array,
  file: string,
): Metadata<Kinds[Kind]> {
  try {
    const json = JSON.parse(strict.decode(bytes)) as Json | null;
    if (json === null || typeof json !== 'object') throw new TypeError('no metadata');
    const metadata = Metadata.fromJSON(kind as MetadataKind.Root, json);
    const { version } = metadata.signed;
    if (!Number.isSafeInteger(version) || version < 1) throw new TypeError(`version ${version}`);
    return metadata as unknown as Metadata<Kinds[Kind]>;
  } catch (cause) {
    throw new Refusal('publication-damaged', { file, detail: messageOf(cause) });
  }
}

/** Reads metadata and checks that enough keys of this role have signed it. */
export function parseSigned<Kind extends keyof Kinds>(
  kind: Kind,
  bytes: Uint8Array,
  file: string,
  root: TrustedRoot,
): Metadata<Kinds[Kind]> {
  const metadata = parseMetadata(kind, bytes, file);
  requireSignatures(root, kind, metadata, file);
  return metadata;
}

export function requireSignatures(
  root: TrustedRoot,
  role: keyof Kinds,
  metadata: Metadata<Kinds[keyof Kinds]>,
  file: string,
): void {
  try {
    root.verifyDelegate(role, metadata);
  } catch (cause) {
    throw new Refusal('publication-not-signed', { file, detail: messageOf(cause) });
  }
}
