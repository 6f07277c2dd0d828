import type { CheckRun } from '../shared/domain/check-run.ts';
import type { Finding } from '../shared/domain/finding.ts';
import type { Snapshot } from '../shared/domain/snapshot.ts';
import { NOT_IN_REPORT, REPORT_NAMES } from '../shared/domain/text-report.ts';
import { usbIdOf } from '../shared/domain/usb-id.ts';
import type { Terminal } from './terminal.ts';

/** Where a text comes from, and what it leaves open. Prints nothing for this PC's own snapshots. */
export function printReport({ report }: Snapshot, { say, print, paint, wording }: Terminal): void {
  if (report === undefined) return;
  const kind = wording.list(report.kinds.map((one) => REPORT_NAMES[one]));
  print(paint('inverse', say('from.notThisPc', { kind, file: report.file })));
  if (report.unproven) print(say('from.unproven'));
  for (const gap of report.gaps) print(say(`from.gap.${gap}`));
  if (!report.dated) print(say('from.undated'));
}

/** What a text shows beside the devices: hubs that say nothing and devices that went away. Empty for this PC's own snapshots. */
export function shownBeside({ report, probes }: Snapshot, { say }: Terminal): string[] {
  if (report === undefined || probes.usb.status !== 'ok') return [];
  const { removed = [], silentHubs = [] } = probes.usb.facts;
  return [
    ...silentHubs.map(({ reason }) => say('from.silent', { reason })),
    ...removed.map((device) =>
      say('from.removed', { name: device.product ?? usbIdOf(device), port: device.key ?? '–', at: device.removedAt }),
    ),
  ];
}

/** The heading where no finding is printed: what the text does not hold is not fine. */
export const headingWithoutTroubles = ({ findings }: CheckRun, { say }: Terminal): string =>
  say(findings.some(isUntold) ? 'from.restIsOpen' : 'check.noProblems');

/** A list without devices is no list where the text has none. */
export const noDevices = ({ report, probes }: Snapshot, { say }: Terminal): string =>
  say(report !== undefined && probes.usb.status !== 'ok' ? 'from.noUsb' : 'check.noDevices');

/** A result that is open because the text does not hold what it takes. */
export const isUntold = ({ cause, evidence }: Finding): boolean =>
  cause === 'probe-failed' && evidence['code'] === NOT_IN_REPORT;

/** All of them in one line: there is nothing to do about each. */
export function printUntold(run: CheckRun, { say, print, wording }: Terminal): void {
  const untold = run.findings.filter(isUntold);
  if (untold.length === 0) return;
  const names = new Set(untold.map((one) => wording.finding(one, run.devices).name));
  print(`\n${say('from.untold', { checks: wording.list([...names]) })}`);
}
