import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { defineReader, type ReadLimits } from '../../platform/untrusted/untrusted-reader.ts';
import { sourceAt } from '../sources/source-at.ts';
import { gather, type PublicationFiles, type PublicationSource } from '../sources/publication-source.ts';

const MIB = 1 << 20;
/** All files of one publication. The demonstration has less than one. */
const MAX_TOTAL_BYTES = 48 * MIB;

/** A slow line brings a first publication in this time; from then on a look is a few kilobytes. */
export const FETCH_LIMITS: ReadLimits = { deadlineMs: 300_000, maxBytes: 512 * MIB };

export interface PublicationRequest {
  /** The place, named as a file so that problems of the reader process name it. */
  readonly file: string;
  readonly firstRoot: number;
  /** Names of files that are here already. */
  readonly known: readonly string[];
}

/**
 * Gathers the files of a publication from an address or a folder. In a process of its own: a share that does not answer any more
 * holds a thread of the process that waits for it, and after four of them that process reads no file at all.
 */
export const publicationReader = defineReader(
  'publication',
  async ({ file, firstRoot, known }: PublicationRequest): Promise<Result<PublicationFiles>> => {
    const source = sourceAt(file);
    return source.ok ? await gather(upTo(MAX_TOTAL_BYTES, source.value), firstRoot, new Set(known)) : source;
  },
  FETCH_LIMITS,
);

/** The same source, for so many bytes altogether. */
function upTo(maxTotal: number, source: PublicationSource): PublicationSource {
  let left = maxTotal;
  return {
    place: source.place,
    async read(path, maxBytes) {
      const read = await source.read(path, maxBytes);
      if (!read.ok || read.value === null) return read;
      left -= read.value.length;
      return left >= 0
        ? succeed(read.value)
        : fail('publication-file-too-large', { file: source.place, bytes: maxTotal - left, maxBytes: maxTotal });
    },
  };
}
