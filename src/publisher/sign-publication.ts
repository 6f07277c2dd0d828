import { civilDateOf } from '../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { ABOUT_FIELD, targetsPath } from '../core/published/layout.ts';
import type { Draft } from './draft.ts';
import type { SigningKey } from './signing/keyring.ts';
import { freshnessFiles, readTargets, type SignedFiles, targetsFiles } from './signing/signed-files.ts';
import { type PublishedFolder, publishedDocuments } from './publication-folder.ts';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { PublicationAbout } from '../core/publication/trust/verify-publication.ts';
import { readOperatorFile } from './operator-files.ts';

/**
 * A whole new publication, one version above the one before.
 * @param published what the output folder holds, with the roots to ship.
 */
export function signDraft(
  draft: Draft,
  keys: readonly SigningKey[],
  published: PublishedFolder,
  now: Date,
): Result<SignedFiles> {
  for (const role of ['targets', 'snapshot', 'timestamp'] as const)
    if (!keys.some((key) => key.role === role)) return fail('publisher-key-missing', { role });
  const last = published.last ?? { targets: 0, snapshot: 0, timestamp: 0 };
  const version = last.targets + 1;
  const { title, demo, documents } = draft;
  const targets = targetsFiles({ about: { title, demo, date: civilDateOf(now) }, documents }, version, keys, now);
  const fresh = freshnessFiles(
    { version, bytes: targets.get(targetsPath(version))! },
    { snapshot: last.snapshot + 1, timestamp: last.timestamp + 1 },
    keys,
    now,
  );
  return succeed(new Map([...published.roots, ...targets, ...fresh]));
}

/**
 * The publication as it is, with new snapshot and timestamp. When the targets key is at hand, the targets are signed anew
 * too, under the same version and date; without it they keep the end they have.
 */
export function resignPublished(
  folder: string,
  keys: readonly SigningKey[],
  published: PublishedFolder,
  now: Date,
): Result<SignedFiles> {
  const { last, roots } = published;
  if (last === null) return fail('publisher-nothing-signed', { folder });
  for (const role of ['snapshot', 'timestamp'] as const)
    if (!keys.some((key) => key.role === role)) return fail('publisher-key-missing', { role });
  const name = targetsPath(last.targets);
  const bytes = readOperatorFile(path.join(folder, name));
  const files: SignedFiles = new Map(roots);
  files.set(name, bytes);
  for (const target of readdirSync(path.join(folder, 'targets')))
    files.set(`targets/${target}`, readOperatorFile(path.join(folder, 'targets', target)));
  if (keys.some(({ role }) => role === 'targets')) {
    const documents = publishedDocuments(folder, last.targets);
    if (!documents.ok) return documents;
    const { unrecognizedFields } = readTargets(bytes, name);
    const about = unrecognizedFields[ABOUT_FIELD] as unknown as PublicationAbout;
    for (const [file, content] of targetsFiles({ about, documents: documents.value }, last.targets, keys, now))
      files.set(file, content);
  }
  const fresh = freshnessFiles(
    { version: last.targets, bytes: files.get(name)! },
    { snapshot: last.snapshot + 1, timestamp: last.timestamp + 1 },
    keys,
    now,
  );
  return succeed(new Map([...files, ...fresh]));
}
