import { createHash } from 'node:crypto';
import type { ReadingSummary } from '../../../shared/domain/inspection/inspection-session.ts';
import { canonicalJson } from '../../platform/canonical-json.ts';
import type { StationReading } from '../../records/material.ts';

/** What a report and the screens say of a reading. */
export const summaryOfReading = ({ run, source, keyId, marks, takenInAt }: StationReading): ReadingSummary => ({
  run: run.id,
  startedAt: run.startedAt,
  takenInAt,
  verdict: run.verdict,
  source,
  keyId,
  publication: run.publication,
  program: run.snapshot.tool,
  marks: [...marks],
  devices: run.devices.map(({ model, kind, name, vendor, serial }) => ({ model, kind, name, vendor, serial })),
  snapshotSha256: createHash('sha256').update(canonicalJson(run.snapshot)).digest('hex'),
});
