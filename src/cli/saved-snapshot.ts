import { writeFile } from 'node:fs/promises';
import { judgeSnapshot } from '../core/check-run/judge-snapshot.ts';
import type { LocalApp } from '../core/local-app.ts';
import { messageOf } from '../core/probes/probe.ts';
import { readJsonFile } from '../core/read-json-file.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import { fail, type Result, succeed } from '../shared/domain/problem.ts';
import { SNAPSHOT_SCHEMA, type Snapshot, snapshotSchema } from '../shared/domain/snapshot.ts';

/** Judges a saved snapshot again, as of the instant it was taken. Touches no hardware and keeps no record. */
export async function rejudge(file: string, { app, publication }: LocalApp): Promise<Result<CheckRun>> {
  const snapshot = await readJsonFile(file, snapshotSchema, SNAPSHOT_SCHEMA);
  if (!snapshot.ok) return snapshot;
  const station = await app.station();
  if (!station.ok) return station;
  const takenAt = new Date(snapshot.value.takenAt);
  if (Number.isNaN(takenAt.getTime()))
    return fail('file-invalid-field', {
      file,
      field: 'takenAt',
      reason: 'invalid_format',
      detail: snapshot.value.takenAt,
    });
  return succeed({ ...judgeSnapshot(snapshot.value, station.value, publication, takenAt), durationMs: 0 });
}

export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<Result<string>> {
  try {
    await writeFile(file, `${JSON.stringify(snapshot, null, 1)}\n`);
    return succeed(file);
  } catch (cause) {
    return fail('file-not-written', { file, detail: messageOf(cause) });
  }
}
