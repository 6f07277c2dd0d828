import type { Keeping } from '../shared/contract.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import type { RecognisedDevice } from '../shared/domain/device.ts';
import type { Finding, Verdict } from '../shared/domain/finding.ts';
import { headingWithoutTroubles, isUntold, noDevices, printReport, printUntold, shownBeside } from './print-report.ts';
import type { Terminal } from './terminal.ts';

const VERDICT_COLOUR = {
  ready: 'green',
  usable: 'yellow',
  'not-ready': 'red',
  unknown: 'magenta',
} as const satisfies Record<Verdict, string>;

const SERIOUSNESS: Readonly<Record<Finding['outcome'], number>> = {
  fail: 0,
  unknown: 1,
  warn: 2,
  pass: 3,
  'not-applicable': 4,
};

export const isTrouble = (finding: Finding): boolean => SERIOUSNESS[finding.outcome] < SERIOUSNESS.pass;

export function deviceLines(devices: readonly RecognisedDevice[], { wording, say }: Terminal): string[] {
  return devices.flatMap((device) => {
    const facts = [
      wording.t(`devices:kind.${device.kind}`),
      device.port,
      device.speed === null ? null : wording.t(`devices:speed.${device.speed}`),
      device.serial,
      device.mode === null ? null : wording.t(`devices:mode.${device.mode}`),
      device.unverified === true ? wording.t('devices:unverified') : null,
    ].filter((fact) => fact !== null);
    const missing = device.parts.filter((part) => part.key === null).map((part) => part.role);
    return [
      `  ${wording.deviceName(device)}  ${facts.join(' · ')}`,
      ...(missing.length === 0 ? [] : [`    ${say('check.missing', { parts: wording.partNames(missing) })}`]),
    ];
  });
}

/**
 * The verdict first, then what is connected, then every problem with what to do.
 * @param faultCodes one for each finding of the run, in its order.
 * @param keeping null where the run is no record: it was judged again, or by what somebody sent.
 */
export function printRun(
  run: CheckRun,
  faultCodes: readonly (string | null)[],
  keeping: Keeping | null,
  terminal: Terminal,
): void {
  const { say, print, paint, wording } = terminal;
  if (run.demo) print(paint('inverse', say('check.demoRun')));
  printReport(run.snapshot, terminal);
  print(
    paint(
      ['bold', VERDICT_COLOUR[run.verdict]],
      say('check.heading', { verdict: wording.t(`terms:verdict.${run.verdict}`) }),
    ),
  );
  if (run.station?.expected == null) print(say('check.noStation'));
  print(`\n${say('check.devices')}`);
  if (run.devices.length === 0) print(`  ${noDevices(run.snapshot, terminal)}`);
  for (const line of deviceLines(run.devices, terminal)) print(line);

  const troubles = run.findings
    .filter((finding) => isTrouble(finding) && !isUntold(finding))
    .toSorted((a, b) => SERIOUSNESS[a.outcome] - SERIOUSNESS[b.outcome]);
  const beside = shownBeside(run.snapshot, terminal);
  const hasTroubles = troubles.length + beside.length > 0;
  print(`\n${hasTroubles ? say('check.problems') : headingWithoutTroubles(run, terminal)}`);
  for (const line of beside) print(`\n● ${line}`);
  const explained = new Set<string>();
  for (const finding of troubles) {
    const worded = wording.finding(finding, run.devices);
    print(`\n● [${wording.t(`terms:outcome.${finding.outcome}`)}] ${worded.title}`);
    const code = faultCodes[run.findings.indexOf(finding)] ?? null;
    if (code !== null) print(`  ${say('check.faultCode', { code })}`);
    // One cause explains several findings about the same thing; it is printed once.
    const explanation = `${finding.cause ?? ''} ${finding.subject}`;
    if (worded.cause === null || explained.has(explanation)) continue;
    explained.add(explanation);
    print(`  ${worded.cause}`);
    for (const [who, steps] of [
      ['teacher', worded.teacher],
      ['engineer', worded.engineer],
    ] as const) {
      print(`  ${say(`check.${who}`)}`);
      steps.forEach((step, index) => print(`    ${index + 1}. ${step}`));
    }
  }
  printUntold(run, terminal);
  const { version, date, ageDays, demo } = run.publication;
  const stamp = { version, date, ageDays, demo: demo ? say('check.demoPublication') : '' };
  const record = { milliseconds: Math.round(run.durationMs), id: run.id };
  print(`\n${say('check.publication', stamp)}${keeping === null ? '' : `  ${say('check.record', record)}`}`);
  if (keeping?.kept === 'side-file') {
    terminal.problem(keeping.problem);
    terminal.note(say('check.sideFile', { file: keeping.file }));
  }
  if (keeping?.kept === 'nowhere') {
    terminal.problem(keeping.problem);
    terminal.note(say('check.notKept'));
  }
}
