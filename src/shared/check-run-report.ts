import type { CheckRun } from './domain/check-run.ts';
import type { DevicePart } from './domain/device.ts';
import { PROBE_IDS } from './domain/probe-ids.ts';
import type { Wording } from './wording.ts';

export const CHECK_RUN_SCHEMA = 'vrlab.check-run/1';

const rolesOf = (parts: readonly DevicePart[], present: boolean) =>
  parts.filter((part) => (part.key !== null) === present).map((part) => part.role);

/**
 * The published form of a run, `vrlab.check-run/1`: what `vrlab check --json` prints and others script against.
 * @param faultCodes one for each finding of the run, in its order.
 */
export function reportOf(run: CheckRun, wording: Wording, faultCodes: readonly (string | null)[]) {
  const { probes } = run.snapshot;
  return {
    schema: CHECK_RUN_SCHEMA,
    id: run.id,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    station: run.station,
    publication: run.publication,
    verdict: run.verdict,
    demo: run.demo,
    ...(run.snapshot.report !== undefined && { report: run.snapshot.report }),
    devices: run.devices.map((device) => ({
      model: device.model,
      kind: device.kind,
      name: wording.deviceName(device),
      vendor: device.vendor,
      candidates: device.candidates,
      serial: device.serial,
      port: device.port,
      speed: device.speed,
      mode: device.mode,
      present: rolesOf(device.parts, true),
      missing: rolesOf(device.parts, false),
      firmware: device.firmware,
    })),
    findings: run.findings.map((finding, at) => {
      const { title, cause, teacher, engineer } = wording.finding(finding, run.devices);
      return {
        check: finding.check,
        outcome: finding.outcome,
        subject: finding.subject,
        title,
        evidence: finding.evidence,
        causeId: finding.cause,
        cause,
        remedy: { teacher, engineer },
        faultCode: faultCodes[at] ?? null,
      };
    }),
    probes: PROBE_IDS.flatMap((id) => {
      const outcome = probes[id];
      if (outcome === undefined) return [];
      const { status, durationMs, sources } = outcome;
      return [{ id, status, durationMs, sources, ...(outcome.status !== 'ok' && { error: outcome.error }) }];
    }),
  };
}
