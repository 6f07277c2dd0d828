import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { validateNamed } from '../core/platform/read-json-file.ts';
import { targetsPath } from '../core/published/layout.ts';
import { compareVersions } from '../core/updates/choose-release.ts';
import {
  INSTALLERS,
  type Updates,
  UPDATES_SCHEMA,
  UPDATES_TARGET,
  updatesSchema,
} from '../core/updates/updates-schema.ts';
import { fail, type Result, succeed } from '../shared/domain/result.ts';
import { readOperatorJson, UnusableFile } from './operator-files.ts';
import type { PublishedFolder } from './publication-folder.ts';
import type { SigningKey } from './signing/keyring.ts';
import { freshnessFiles, oneTargetFiles, type SignedFiles } from './signing/signed-files.ts';

/** One release of a draft: what is measured of the installers is left out there. */
interface DraftInstaller {
  readonly file?: unknown;
}
interface DraftRelease {
  readonly installers?: readonly DraftInstaller[];
}

/**
 * Reads a draft `updates.json` and measures the installers it names in `<out>/installers`.
 * @throws UnusableFile where one is not there.
 */
export function measuredUpdates(file: string, out: string): Result<Updates> {
  const draft = readOperatorJson(file) as { readonly releases?: readonly DraftRelease[] } | null;
  const releases = Array.isArray(draft?.releases) ? (draft.releases as readonly DraftRelease[]) : [];
  const whole = {
    ...draft,
    releases: releases.map((release) => ({
      ...release,
      installers: (Array.isArray(release?.installers) ? release.installers : []).map((installer) => ({
        ...installer,
        ...(typeof installer?.file === 'string' && measure(path.join(out, INSTALLERS, path.basename(installer.file)))),
      })),
    })),
  };
  const valid = validateNamed(file, whole, updatesSchema, UPDATES_SCHEMA);
  if (!valid.ok) return valid;
  // A way back that leads forward would be taken by nobody.
  const wrong = valid.value.releases.find(({ version, rollBackFrom }) =>
    rollBackFrom.some((from) => compareVersions(from, version) <= 0),
  );
  return wrong === undefined
    ? valid
    : fail('file-invalid-field', { file, field: 'rollBackFrom', reason: wrong.version, detail: 'not newer' });
}

const PIECE_BYTES = 1 << 20;

function measure(file: string): { bytes: number; sha256: string; sha512: string } {
  const [short, long] = [createHash('sha256'), createHash('sha512')];
  try {
    const bytes = statSync(file).size;
    const descriptor = openSync(file, 'r');
    try {
      const piece = Buffer.alloc(PIECE_BYTES);
      for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
        short.update(piece.subarray(0, read));
        long.update(piece.subarray(0, read));
      }
    } finally {
      closeSync(descriptor);
    }
    return { bytes, sha256: short.digest('hex'), sha512: long.digest('hex') };
  } catch (cause) {
    throw new UnusableFile(
      { code: 'publication-unreadable', params: { file, detail: (cause as Error).message } },
      cause,
    );
  }
}

/** The whole repository of updates, one version above the one before. */
export function signUpdatesList(
  updates: Updates,
  keys: readonly SigningKey[],
  { last, roots }: PublishedFolder,
  now: Date,
): Result<SignedFiles> {
  for (const role of ['targets', 'snapshot', 'timestamp'] as const)
    if (!keys.some((key) => key.role === role)) return fail('publisher-key-missing', { role });
  const before = last ?? { targets: 0, snapshot: 0, timestamp: 0 };
  const version = before.targets + 1;
  const bytes = Buffer.from(`${JSON.stringify(updates, null, 1)}\n`);
  const targets = oneTargetFiles({ name: UPDATES_TARGET, bytes }, version, keys, now);
  const fresh = freshnessFiles(
    { version, bytes: targets.get(targetsPath(version))! },
    { snapshot: before.snapshot + 1, timestamp: before.timestamp + 1 },
    keys,
    now,
  );
  return succeed(new Map([...roots, ...targets, ...fresh]));
}
