import { type LogEntry, logEntrySchema } from '../../shared/domain/log-entry.ts';
import type { FileToKeep } from '../../shared/domain/request-record.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import { fileNameOf, fileToKeep } from '../platform/file-to-keep.ts';
import { createIncidentLog } from './incident-log.ts';
import { maskPersonal } from './mask-personal.ts';

/** A page shows no more; the file has all of them. */
const MOST_SHOWN = 500;

/** The log as people look at it and take it along. */
export interface ProgramLog {
  list(): Result<{ entries: LogEntry[]; total: number }>;
  exportFile(): Result<FileToKeep>;
}

/**
 * Entries as they may be given away, newest first. Masked once more: earlier releases masked less, and a file in a folder can be
 * written by anybody.
 */
export function logForOthers(dataDirectory: string): LogEntry[] {
  return createIncidentLog(dataDirectory)
    .read()
    .flatMap((stored) => {
      const entry = logEntrySchema.safeParse(stored);
      if (!entry.success) return [];
      const { where, message, stack } = entry.data;
      return [
        { ...entry.data, where: maskPersonal(where), message: maskPersonal(message), stack: maskPersonal(stack) },
      ];
    });
}

export const createProgramLog = (dataDirectory: string, today: () => string): ProgramLog => ({
  list() {
    const entries = logForOthers(dataDirectory);
    return succeed({ entries: entries.slice(0, MOST_SHOWN), total: entries.length });
  },
  exportFile() {
    const lines = logForOthers(dataDirectory).map((entry) => `${JSON.stringify(entry)}\n`);
    const name = fileNameOf(['vrlab-log', today()], 'jsonl');
    return succeed(fileToKeep(name, 'application/x-ndjson', Buffer.from(lines.join(''))));
  },
});
