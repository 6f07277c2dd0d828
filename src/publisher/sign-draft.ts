import { civilDateOf } from '../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { targetsPath } from '../core/published/layout.ts';
import type { Draft } from './draft.ts';
import type { SigningKey } from './signing/key-files.ts';
import { freshnessFiles, type SignedFiles, targetsFiles } from './signing/signed-files.ts';
import type { PublishedFolder } from './publication-folder.ts';

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
  const { title, demo, parts } = draft;
  const targets = targetsFiles({ about: { title, demo, date: civilDateOf(now) }, parts }, version, keys, now);
  const fresh = freshnessFiles(
    { version, bytes: targets.get(targetsPath(version))! },
    { snapshot: last.snapshot + 1, timestamp: last.timestamp + 1 },
    keys,
    now,
  );
  return succeed(new Map([...published.roots, ...targets, ...fresh]));
}
