import { RECORD_READ_LIMITS, defineReader } from '../platform/untrusted/untrusted-reader.ts';

/** A snapshot that somebody saved. */
export const snapshotReader = defineReader(
  'snapshot',
  async ({ file, bytes }: { readonly file: string; readonly bytes: Uint8Array }) => {
    const { parseSnapshot } = await import('./parse-snapshot.ts');
    return parseSnapshot(file, bytes);
  },
  RECORD_READ_LIMITS,
);
