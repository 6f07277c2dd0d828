import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import { withFile, readTextIfExists } from '../files/open-file.ts';
import type { ReportTrouble } from '../../platform/reading-troubles.ts';

const BLOCK_BYTES = 1024 * 1024;
/** How much of the end of the log is read: it grows without limit, and the last start is near its end. */
const MAX_LOG_BYTES = 16 * BLOCK_BYTES;

/** The dotted number in `2.9.6` or `v1.24.6 (1664827616)`; a build time alone is no version. */
const dottedIn = (text: string): string | null => /^\s*v?(\d+(?:\.\d+)+)(?![\w.])/i.exec(text)?.[1] ?? null;

/**
 * Versions that vrserver logs at each start, oldest first. Formats in logs of 2017 to 2022:
 * `vrserver.exe 1.13.10 startup with PID=…`, `VR server 1.9.16 (v1576990468) starting up with config=…`, `VR server (v0) starting up with …`.
 */
export const startsIn = (log: string): string[] =>
  [...log.matchAll(/\b(?:VR server|vrserver(?:\.exe)?) ([^\n]*?) ?(?:startup|starting up) with /gi)].map(
    ([, own = '']) => own,
  );

/** Versions in the last block of the log that contains any, read from its end. */
async function lastStarts(file: string, report: ReportTrouble): Promise<string[]> {
  const read = await withFile(file, async (handle, { size }) => {
    let later = '';
    for (let end = size; end > 0 && size - end < MAX_LOG_BYTES; end -= Math.min(BLOCK_BYTES, end)) {
      const begin = Math.max(0, end - BLOCK_BYTES);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - begin), 0, end - begin, begin);
      // Decoded as latin1, because a block may begin inside a multi-byte character, and the versions are ASCII.
      const block = buffer.toString('latin1', 0, bytesRead);
      const starts = startsIn(block + later);
      if (starts.length > 0) return { ok: true as const, starts };
      // A line across the border of two blocks is completed with the next block.
      later = block.slice(0, block.indexOf('\n') + 1);
    }
    return { ok: true as const, starts: [] };
  });
  if (read.ok) return read.starts;
  if (read.code !== 'missing') report({ place: file, code: read.code, detail: read.detail });
  return [];
}

/** Reads SteamVR's version from its files, the most reliable first. A mere build time is reported and not used. */
export async function readSteamVrVersion(
  runtime: string,
  logFolder: string | null,
  report: ReportTrouble,
): Promise<CitedText | null> {
  const cite = (text: string, source: string): CitedText | null => {
    const version = dottedIn(text);
    if (version !== null) return { text: version, source };
    report({ place: source, code: 'wrong-type', detail: `no version: ${text.trim().slice(0, 80)}` });
    return null;
  };
  const versionFile = path.join(runtime, 'bin', 'version.txt');
  const text = await readTextIfExists(versionFile, report);
  const version = text === null ? null : cite(text, versionFile);
  if (version !== null || logFolder === null) return version;
  const log = path.join(logFolder, 'vrserver.txt');
  const starts = await lastStarts(log, report);
  const last = starts.findLast((own) => dottedIn(own) !== null) ?? starts.at(-1);
  return last === undefined ? null : cite(last, log);
}
