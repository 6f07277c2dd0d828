import type { SentFile } from './text-reports/read-text-report.ts';
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

/** A text of another program that somebody sent, or a snapshot. */
export const textReportReader = defineReader(
  'text-report',
  async (sent: SentFile) => {
    const { readTextReport } = await import('./text-reports/read-text-report.ts');
    return readTextReport(sent);
  },
  RECORD_READ_LIMITS,
);
