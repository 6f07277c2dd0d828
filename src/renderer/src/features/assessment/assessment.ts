import type { CheckRun, LiveState, PublicationStamp } from '../../../../shared/domain/check-run.ts';
import type { RecognisedDevice } from '../../../../shared/domain/device.ts';
import type { Finding, Verdict } from '../../../../shared/domain/finding.ts';
import type { UsbDeviceFacts } from '../../../../shared/domain/usb-facts.ts';

/** What the screens show of a run or of the live state. */
export interface Assessment {
  /** Id of the run; null for the live state. */
  readonly run: string | null;
  /** RFC 3339 with +08:00. */
  readonly at: string;
  /** `record`: an earlier run, opened from the history; `sent`: a text about another PC, stored nowhere. */
  readonly source: 'run' | 'live' | 'record' | 'sent';
  /** Null while recognition after a plug event is still running. */
  readonly verdict: Verdict | null;
  readonly findings: readonly Finding[];
  readonly devices: readonly RecognisedDevice[];
  /** Null when USB could not be read. */
  readonly usb: readonly UsbDeviceFacts[] | null;
  readonly publication: PublicationStamp;
}

export function assessmentOfRun(run: CheckRun, source: 'run' | 'record' = 'run'): Assessment {
  const { usb } = run.snapshot.probes;
  return {
    run: run.id,
    at: run.startedAt,
    source,
    verdict: run.verdict,
    findings: run.findings,
    devices: run.devices,
    usb: usb.status === 'ok' ? usb.facts.devices : null,
    publication: run.publication,
  };
}

/** @param isShown the other findings are told elsewhere. */
export const assessmentOfSent = (run: CheckRun, isShown: (finding: Finding) => boolean): Assessment => ({
  ...assessmentOfRun(run),
  run: null,
  source: 'sent',
  findings: run.findings.filter(isShown),
});

/** @param last the latest run, whose publication judges the live state as well. */
export const assessmentOfLive = (live: LiveState, last: CheckRun): Assessment => ({
  run: null,
  at: live.at,
  source: 'live',
  verdict: live.verdict,
  findings: live.findings ?? [],
  devices: live.devices,
  usb: live.usb?.devices ?? null,
  publication: last.publication,
});

/** `2026-11-22T09:27:01.171+08:00` → `2026-11-22 09:27:01`; instants are in school time (UTC+8) already. */
export const formatTime = (instant: string): string => instant.slice(0, 19).replace('T', ' ');
