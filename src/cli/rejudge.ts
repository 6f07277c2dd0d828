import { judgeSnapshot } from '../core/check-run/judge-snapshot.ts';
import type { LocalApp } from '../core/local-app.ts';
import { readJsonFile } from '../core/read-json-file.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import { SNAPSHOT_SCHEMA } from '../shared/domain/schema-names.ts';
import { snapshotSchema } from '../shared/domain/snapshot.ts';

/** Judges a saved snapshot again, as of the instant it was taken. Touches no hardware and keeps no record. */
export async function rejudge(file: string, { app, publication }: LocalApp): Promise<Result<CheckRun>> {
  const snapshot = await readJsonFile(file, snapshotSchema, SNAPSHOT_SCHEMA);
  if (!snapshot.ok) return snapshot;
  const station = await app.station();
  if (!station.ok) return station;
  const takenAt = new Date(snapshot.value.takenAt);
  return succeed({ ...judgeSnapshot(snapshot.value, station.value, publication, takenAt, null), durationMs: 0 });
}
