import { judgeSnapshot } from '../core/check-run/judge-snapshot.ts';
import type { LocalApp } from '../core/app/local-app.ts';
import { JSON_FILE_LIMIT } from '../core/platform/read-json-file.ts';
import { readRegularFile } from '../core/platform/regular-file.ts';
import { readApart } from '../core/platform/untrusted/read-apart.ts';
import { snapshotReader } from '../core/check-run/untrusted-readers.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import { type Result, succeed } from '../shared/domain/result.ts';

/** Judges a saved snapshot again, as of the instant it was taken. Touches no hardware and keeps no record. */
export async function rejudge(file: string, { app, publication }: LocalApp): Promise<Result<CheckRun>> {
  const bytes = await readRegularFile(file, JSON_FILE_LIMIT);
  if (!bytes.ok) return bytes;
  const snapshot = await readApart(snapshotReader, { file, bytes: bytes.value });
  if (!snapshot.ok) return snapshot;
  const station = await app.station();
  if (!station.ok) return station;
  const takenAt = new Date(snapshot.value.takenAt);
  return succeed({ ...judgeSnapshot(snapshot.value, station.value, publication, takenAt, null), durationMs: 0 });
}
