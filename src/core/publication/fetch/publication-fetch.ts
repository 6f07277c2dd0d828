import { formatInstant } from '../../../shared/beijing-time.ts';
import type { PublicationLook, PublicationSourceSetting } from '../../../shared/domain/publication-source.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { PublicationFiles, PublicationSource } from '../sources/publication-source.ts';
import { lastingSourceAt } from '../sources/source-at.ts';
import { type FetchRecord, readFetchRecord, recordLook } from './fetch-record.ts';
import { readPublicationSource } from './source-setting.ts';

export interface FetchOptions {
  /** Where publications are installed. */
  readonly dataDirectory: string;
  readonly clock: () => Date;
  /** Resolves when nobody waits for this PC: what was fetched is verified and installed then. */
  readonly quiet?: (signal: AbortSignal) => Promise<void>;
  /** Folder of the embedded publication. */
  readonly embedded?: string;
  readonly gather?: (
    source: PublicationSource,
    firstRoot: number,
    known: PublicationFiles,
    signal: AbortSignal,
  ) => Promise<Result<PublicationFiles>>;
}

export interface FetchStatus {
  /** Null: no place was named. */
  readonly source: Result<PublicationSourceSetting | null>;
  readonly looks: FetchRecord;
}

/** New publications from the place that was named. */
export interface PublicationFetch {
  status(): Promise<FetchStatus>;
  /**
   * Looks once and installs what is newer. A look that fails is a value: the publication in use stays. One look at a time: who asks
   * meanwhile gets the result of the one under way.
   * @returns `publication-source-missing`, or why the setting cannot be used.
   */
  look(by: PublicationLook['by'], signal: AbortSignal): Promise<Result<PublicationLook>>;
}

export function createPublicationFetch(options: FetchOptions): PublicationFetch {
  const { dataDirectory } = options;
  let underWay: Promise<Result<PublicationLook>> | null = null;
  return {
    status: async () => ({
      source: await readPublicationSource(dataDirectory),
      looks: await readFetchRecord(dataDirectory),
    }),
    look(by, signal) {
      underWay ??= lookOnce(by, options, signal).finally(() => (underWay = null));
      return underWay;
    },
  };
}

async function lookOnce(
  by: PublicationLook['by'],
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Result<PublicationLook>> {
  const { dataDirectory, clock } = options;
  const setting = await readPublicationSource(dataDirectory);
  if (!setting.ok) return setting;
  if (setting.value === null) return fail('publication-source-missing');
  const { place } = setting.value;
  const at = formatInstant(clock());
  const installed = await fetchFrom(place, options, signal);
  const look: PublicationLook = installed.ok
    ? {
        at,
        by,
        place,
        outcome: installed.value.inUse ? 'current' : 'installed',
        version: installed.value.verified.version,
        problem: null,
      }
    : { at, by, place, outcome: 'failed', version: null, problem: installed.problem };
  // A program that ends in the middle of it has learned nothing about the source.
  if (installed.ok || !signal.aborted) await recordLook(dataDirectory, look);
  return succeed(look);
}

async function fetchFrom(place: string, options: FetchOptions, signal: AbortSignal) {
  const { dataDirectory, clock, quiet, embedded } = options;
  const source = lastingSourceAt(place);
  if (!source.ok) return source;
  const { installPublication } = await import('../install/install-publication.ts');
  const gather = options.gather ?? (await import('./gather-apart.ts')).gatherApart;
  return await installPublication({
    source: source.value,
    dataDirectory,
    clock,
    ...(embedded !== undefined && { embedded }),
    async gather(from, firstRoot, known) {
      const files = await gather(from, firstRoot, known, signal);
      await quiet?.(signal);
      return files;
    },
  });
}
