import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { ProbeOutcome } from '../../../shared/domain/snapshot.ts';
import type { StationReading } from '../../records/material.ts';

type AnnexEntry = InspectionReport['annex'][number];

/** Raw facts of one seat, as far as a report prints them; the digest stands for the rest. */
export function annexOf({ seat, run }: StationReading, snapshotSha256: string): AnnexEntry {
  return {
    seat,
    run: run.id,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    verdict: run.verdict,
    tool: run.snapshot.tool,
    platform: run.snapshot.platform,
    snapshotSha256,
    devices: run.devices.map(({ model, kind, name, vendor, serial, port, speed }) => ({
      model,
      kind,
      name,
      vendor,
      serial,
      port,
      speed,
    })),
    probes: Object.entries<ProbeOutcome | undefined>(run.snapshot.probes).flatMap(([id, outcome]) =>
      outcome === undefined ? [] : [{ id, status: outcome.status, sources: [...outcome.sources] }],
    ),
  };
}
