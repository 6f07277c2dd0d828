import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { separateReader } from '../../platform/untrusted/read-apart.ts';
import type { PublicationFiles, PublicationSource } from '../sources/publication-source.ts';
import { FETCH_LIMITS, publicationReader } from './publication-reader.ts';

/**
 * Gathers the files of a publication in a process of its own, which is ended with it: whatever the source does, this process goes on.
 * @param known files that are here: documents among them are not fetched again.
 * @param deadlineMs for all of it. @returns also `publication-fetch-too-slow`.
 */
export async function gatherApart(
  { place }: Pick<PublicationSource, 'place'>,
  firstRoot: number,
  known: PublicationFiles,
  signal: AbortSignal,
  deadlineMs = FETCH_LIMITS.deadlineMs,
): Promise<Result<PublicationFiles>> {
  const reader = separateReader();
  try {
    const names = [...known.keys()].filter((name) => name.startsWith('targets/'));
    const limits = { ...FETCH_LIMITS, deadlineMs };
    const read = await reader.read(publicationReader, { file: place, firstRoot, known: names }, signal, limits);
    if (read.ok) return succeed(new Map([...known].filter(([name]) => names.includes(name)).concat([...read.value])));
    return read.problem.code === 'file-took-too-long'
      ? fail('publication-fetch-too-slow', { place, seconds: Math.ceil(deadlineMs / 1000) })
      : read;
  } finally {
    reader.close();
  }
}
