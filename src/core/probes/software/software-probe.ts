import path from 'node:path';
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { FoundProduct } from '../../../shared/domain/software-facts.ts';
import type { Matrix, Product } from '../../published/matrix-schema.ts';
import { findProducts } from '../find-products.ts';
import { collectTroubles, type ReportTrouble } from '../../platform/reading-troubles.ts';
import type { Probe } from '../probe.ts';
import { type HostEnvironment, hostEnvironment } from '../../platform/host-environment.ts';
import { findRunning } from './running-programs.ts';
import { withFile } from '../files/open-file.ts';

/** What the software probe looks for; all of it is published. */
export interface SoughtSoftware {
  /** Products of kind `suite` are looked for. */
  readonly products: readonly Product[];
  /** Files of these releases are hashed where they are found. */
  readonly releases: Matrix['releases'];
  /** Names of programs; the facts list those that run. */
  readonly programs: readonly string[];
}

/** Distinct paths in all releases of a product, because each version may have other files. */
const publishedFiles = (releases: Matrix['releases'], product: string): string[] => [
  ...new Set(
    releases.filter((release) => release.product === product).flatMap(({ files }) => files.map((file) => file.path)),
  ),
];

/** Reads the teaching suite, its published files, and which of these programs run. */
export function createSoftwareProbe(
  sought: SoughtSoftware,
  environment: HostEnvironment = hostEnvironment(),
): Probe<'software'> {
  const { products, releases, programs } = sought;
  const hashFile = createFileHasher();
  return {
    id: 'software',
    deadlineMs: 10_000,
    async read(signal) {
      const { report, troubles } = collectTroubles();
      const withFiles = async (found: FoundProduct): Promise<FoundProduct> => {
        const folder = found.folder?.text;
        if (folder === undefined) return found;
        const files: FoundProduct['files'] = [];
        // One after the other: a hard disk reads two files in parallel more slowly.
        for (const file of publishedFiles(releases, found.product))
          files.push({ path: file, sha256: await hashFile(path.join(folder, file), signal, report) });
        return { ...found, files };
      };
      const suites = products.filter(({ kind }) => kind === 'suite');
      const [{ lookedFor, found }, running] = await Promise.all([
        findProducts(suites, environment, report),
        findRunning(programs, signal),
      ]);
      const hashed: FoundProduct[] = [];
      for (const product of found) hashed.push(await withFiles(product));
      return {
        facts: { lookedFor: [...lookedFor], found: hashed, troubles: troubles(), running },
        sources: process.platform === 'linux' ? ['/proc'] : ['systeminformation 5', 'native-reg 1'],
      };
    },
  };
}

/** Maximum size of a file that is hashed: larger ones are not part of a teaching suite and would delay the check. */
const MAX_BYTES = 4 * 1024 ** 3;

interface Hashed {
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
}

/**
 * Creates a hasher that caches its results: a file with unchanged size and modification time is not read again.
 * @returns a function that gives SHA-256 in hex, or null where the file is missing or unreadable, which is reported.
 */
export function createFileHasher(): (
  path: string,
  signal: AbortSignal,
  report: ReportTrouble,
) => Promise<string | null> {
  const known = new Map<string, Hashed>();
  return async (file, signal, report) => {
    const read = await withFile(file, async (handle, { size: bytes, mtimeMs: modifiedMs }) => {
      if (bytes > MAX_BYTES) return { ok: false as const, code: 'too-large' as const, detail: `${bytes} bytes` };
      const before = known.get(file);
      if (before?.bytes === bytes && before.modifiedMs === modifiedMs) return { ok: true as const, ...before };
      const hash = createHash('sha256');
      await pipeline(handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }), hash, { signal });
      const hashed = { bytes, modifiedMs, sha256: hash.digest('hex') };
      known.set(file, hashed);
      return { ok: true as const, ...hashed };
    });
    if (read.ok) return read.sha256;
    report({ place: file, code: read.code, detail: read.detail });
    return null;
  };
}
