import path from 'node:path';
import type { PublicationFetchRecord, PublicationLook } from '../../../shared/domain/publication-source.ts';
import { PUBLICATION_FETCH_SCHEMA } from '../../../shared/domain/schema-names.ts';
import { defaultLimit, readRegularFile } from '../../platform/regular-file.ts';
import { writeDurably } from '../../platform/write-durably.ts';

export type FetchRecord = Omit<PublicationFetchRecord, 'schema'>;

const NOTHING: FetchRecord = { last: null, lastGood: null };
const LIMIT = defaultLimit(64 * 1024);

const fileIn = (dataDirectory: string): string => path.join(dataDirectory, 'publication-fetch.json');

/** What is remembered of the looks at the source. A file that cannot be read remembers nothing: the next look writes it anew. */
export async function readFetchRecord(dataDirectory: string): Promise<FetchRecord> {
  const bytes = await readRegularFile(fileIn(dataDirectory), LIMIT);
  if (!bytes.ok) return NOTHING;
  const { publicationFetchSchema } = await import('../../../shared/domain/publication-source.ts');
  try {
    const read = publicationFetchSchema.safeParse(JSON.parse(bytes.value.toString('utf8')));
    return read.success ? read.data : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Remembers a look. A data folder that cannot be written costs the memory of it, not the look. */
export async function recordLook(dataDirectory: string, look: PublicationLook): Promise<void> {
  const before = await readFetchRecord(dataDirectory);
  const record: PublicationFetchRecord = {
    schema: PUBLICATION_FETCH_SCHEMA,
    last: look,
    lastGood: look.outcome === 'failed' ? before.lastGood : look,
  };
  try {
    writeDurably(fileIn(dataDirectory), `${JSON.stringify(record, null, 2)}\n`);
  } catch {
    // The doctor reports a folder that cannot be written.
  }
}
