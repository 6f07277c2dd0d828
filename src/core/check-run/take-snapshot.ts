import { formatInstant } from '../../shared/beijing-time.ts';
import { type CheckPurpose, probesFor } from '../../shared/domain/probe-ids.ts';
import { SNAPSHOT_SCHEMA } from '../../shared/domain/schema-names.ts';
import type { Snapshot } from '../../shared/domain/snapshot.ts';
import type { Probes } from '../probes/probe.ts';
import { type ProbeProgress, runProbes } from '../probes/run-probe.ts';

export interface SnapshotSource {
  readonly probes: Probes;
  readonly version: string;
  /** True in a demonstration world. */
  readonly demo: boolean;
}

/** Runs every probe that the purpose asks for once. */
export async function takeSnapshot(
  { probes, version, demo }: SnapshotSource,
  cancel: AbortSignal,
  onProgress?: (progress: ProbeProgress) => void,
  purpose: CheckPurpose = 'lesson',
): Promise<Snapshot> {
  const takenAt = formatInstant(new Date());
  const outcomes = await runProbes(probes, cancel, onProgress, probesFor(purpose));
  return { schema: SNAPSHOT_SCHEMA, takenAt, tool: version, platform: process.platform, demo, probes: outcomes };
}
