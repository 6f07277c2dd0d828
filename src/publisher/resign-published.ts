import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ABOUT_FIELD, targetsPath } from '../core/published/layout.ts';
import type { PublicationAbout } from '../core/publication/trust/verify-publication.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { readOperatorFile } from './operator-files.ts';
import { publishedParts, type PublishedFolder } from './publication-folder.ts';
import type { SigningKey } from './signing/key-files.ts';
import { readTargets } from './signing/read-metadata.ts';
import { freshnessFiles, type SignedFiles, targetsFiles } from './signing/signed-files.ts';

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
    const parts = publishedParts(folder, last.targets);
    if (!parts.ok) return parts;
    const { unrecognizedFields } = readTargets(bytes, name);
    const about = unrecognizedFields[ABOUT_FIELD] as unknown as PublicationAbout;
    for (const [file, content] of targetsFiles({ about, parts: parts.value }, last.targets, keys, now))
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
