import { createHash } from 'node:crypto';
import { Metadata, MetadataKind } from '@tufjs/models';
import { programSource } from '../../../src/core/publication/embedded.ts';
import { gather } from '../../../src/core/publication/sources/publication-source.ts';
import {
  DOCUMENT_NAMES,
  documentPath,
  rootPath,
  snapshotPath,
  targetOf,
  targetsPath,
  TIMESTAMP_PATH,
} from '../../../src/core/published/layout.ts';

/**
 * The least that a verifier over `@tufjs/models` has to do: the same files, signatures, versions, lengths and hashes as the
 * program's own one, without its problem codes and stricter rules.
 * @returns the version of the targets metadata.
 */
export async function verifyFolder(folder: string): Promise<number> {
  const files = await gather(programSource(folder), 1);
  if (!files.ok) throw new Error(files.problem.code);
  const bytesOf = (file: string): Buffer => Buffer.from(files.value.get(file)!);
  const json = (file: string): never => JSON.parse(bytesOf(file).toString('utf8')) as never;

  let root = Metadata.fromJSON(MetadataKind.Root, json(rootPath(1)));
  for (let version = 2; files.value.has(rootPath(version)); version += 1) {
    const next = Metadata.fromJSON(MetadataKind.Root, json(rootPath(version)));
    root.verifyDelegate('root', next);
    next.verifyDelegate('root', next);
    root = next;
  }
  const timestamp = Metadata.fromJSON(MetadataKind.Timestamp, json(TIMESTAMP_PATH));
  root.verifyDelegate('timestamp', timestamp);
  const snapshotFile = snapshotPath(timestamp.signed.snapshotMeta.version);
  timestamp.signed.snapshotMeta.verify(bytesOf(snapshotFile));
  const snapshot = Metadata.fromJSON(MetadataKind.Snapshot, json(snapshotFile));
  root.verifyDelegate('snapshot', snapshot);
  const meta = snapshot.signed.meta['targets.json']!;
  const targetsFile = targetsPath(meta.version);
  meta.verify(bytesOf(targetsFile));
  const targets = Metadata.fromJSON(MetadataKind.Targets, json(targetsFile));
  root.verifyDelegate('targets', targets);
  for (const name of DOCUMENT_NAMES) {
    const { length, hashes } = targets.signed.targets[targetOf(name)]!;
    const bytes = bytesOf(documentPath(hashes['sha256']!, name));
    if (bytes.length !== length || createHash('sha256').update(bytes).digest('hex') !== hashes['sha256'])
      throw new Error(name);
  }
  return targets.signed.version;
}
