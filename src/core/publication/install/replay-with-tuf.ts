import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type Fetcher, Updater } from 'tuf-js';
// The error by which a fetcher reports a missing file. The package does not export it from its index.
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { messageOf } from '../../platform/message-of.ts';
import { MAX_BYTES, MAX_ROOTS, TIMESTAMP_PATH } from '../../published/layout.ts';
import type { PublicationFiles } from '../sources/publication-source.ts';
import type { TrustedRoot } from '../trust/metadata.ts';

/** Never contacted: the fetcher answers from memory. */
const BASE = 'https://publication.invalid/metadata';

export interface Replay {
  /** Files of the offer. */
  readonly offered: PublicationFiles;
  /** What the targets metadata lists, by name. */
  readonly targets: ReadonlyMap<string, Uint8Array>;
  /** The root that this PC trusts before it reads the offer. */
  readonly trusted: TrustedRoot;
  /** Files of the publication in use. */
  readonly accepted: PublicationFiles;
}

const createMemoryFetcher = (files: PublicationFiles): Fetcher => ({
  downloadBytes(url, maxLength) {
    const bytes = files.get(new URL(url).pathname.slice(1));
    if (bytes === undefined) return Promise.reject(new DownloadHTTPError('no such file', 404));
    if (bytes.length > maxLength) return Promise.reject(new Error('too long'));
    return Promise.resolve(Buffer.from(bytes));
  },
  downloadFile: () => Promise.reject(new Error('targets are in memory')),
});

/** Verifies the offer again with tuf-js, the client of the specification, as if it came from the network. What tuf-js refuses is refused. */
export async function replayWithTuf({ offered, targets, trusted, accepted }: Replay): Promise<Result<null>> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'vrlab-publication-'));
  try {
    await writeFile(path.join(directory, 'root.json'), trusted.bytes);
    for (const [file, bytes] of accepted) {
      const role = /^metadata\/(?:\d+\.)?(timestamp|snapshot|targets)\.json$/.exec(file)?.[1];
      if (role !== undefined) await writeFile(path.join(directory, `${role}.json`), bytes);
    }
    const updater = new Updater({
      metadataDir: directory,
      metadataBaseUrl: BASE,
      fetcher: createMemoryFetcher(offered),
      config: {
        maxRootRotations: MAX_ROOTS,
        maxDelegations: 0,
        rootMaxLength: MAX_BYTES.root,
        timestampMaxLength: MAX_BYTES.timestamp,
        snapshotMaxLength: MAX_BYTES.snapshot,
        targetsMaxLength: MAX_BYTES.targets,
      },
    });
    await updater.refresh();
    for (const [name, bytes] of targets) {
      const target = await updater.getTargetInfo(name);
      if (target === undefined) return fail('publication-mismatch', { file: TIMESTAMP_PATH, detail: name });
      await target.verify(Readable.from([Buffer.from(bytes)]));
    }
    return succeed(null);
  } catch (cause) {
    return fail('publication-refused', { detail: messageOf(cause) });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
