import type { Keeping } from '../shared/contract.ts';
import type { CheckRun } from '../shared/domain/check-run.ts';
import { partsWithoutHeadset } from '../shared/answering-parts.ts';
import type { RecognisedDevice } from '../shared/domain/device.ts';
import type { Finding, Verdict } from '../shared/domain/finding.ts';
import { problemsOf } from '../shared/summarize-findings.ts';
import { headingWithoutTroubles, isUntold, noDevices, printReport, printUntold, shownBeside } from './print-report.ts';
import type { Terminal } from './terminal.ts';

const VERDICT_COLOUR = {
  ready: 'green',
  usable: 'yellow',
  'not-ready': 'red',
  unknown: 'magenta',
} as const satisfies Record<Verdict, string>;

export function deviceLines(devices: readonly RecognisedDevice[], { wording, say }: Terminal): string[] {
  return devices.flatMap((device) => {
    const facts = [
      partsWithoutHeadset(device).length > 0 ? null : wording.t(`devices:kind.${device.kind}`),
      device.port,
      device.speed === null ? null : wording.t(`devices:speed.${device.speed}`),
      device.serial,
      device.mode === null ? null : wording.t(`devices:mode.${device.mode}`),
      device.unverified === true ? wording.t('devices:unverified') : null,
    ].filter((fact) => fact !== null);
    const missing = device.parts.filter((part) => part.key === null).map((part) => part.role);
    return [
      `  ${wording.whatIsThere(device)}  ${facts.join(' · ')}`,
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

  const problems = problemsOf(run.findings.filter((finding) => !isUntold(finding)));
  const beside = shownBeside(run.snapshot, terminal);
  const count = problems.length + beside.length;
  const heading = say('check.counted', { heading: say('check.problems'), count });
  print(`\n${count > 0 ? heading : headingWithoutTroubles(run, terminal)}`);
  for (const line of beside) print(`\n● ${line}`);
  for (const { speaking, also } of problems) {
    const worded = wording.finding(speaking, run.devices);
    print(`\n● [${wording.t(`terms:outcome.${speaking.outcome}`)}] ${worded.title}`);
    const codeOf = (finding: Finding) => faultCodes[run.findings.indexOf(finding)] ?? null;
    const code = codeOf(speaking);
    if (code !== null) print(`  ${say('check.faultCode', { code })}`);
    for (const other of also) {
      const otherCode = codeOf(other);
      const named = otherCode === null ? '' : `  ${say('check.faultCode', { code: otherCode })}`;
      print(`  ${say('check.also', { finding: wording.finding(other, run.devices).title })}${named}`);
    }
    if (worded.cause === null) continue;
    print(`  ${worded.cause}`);
    printSteps(worded, terminal);
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

/** What a teacher can do now, and what an engineer does. */
export function printSteps(
  { teacher, engineer }: { readonly teacher: readonly string[]; readonly engineer: readonly string[] },
  { say, print }: Terminal,
): void {
  for (const [who, steps] of [
    ['teacher', teacher],
    ['engineer', engineer],
  ] as const) {
    if (steps.length === 0) continue;
    print(`  ${say(`check.${who}`)}`);
    steps.forEach((step, index) => print(`    ${index + 1}. ${step}`));
  }
}
