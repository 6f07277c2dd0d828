import type { CheckRun } from '../shared/domain/check-run.ts';
import type { RunComparison } from '../shared/domain/run-comparison.ts';
import type { ProblemGroup } from '../shared/summarize-findings.ts';
import { plainText, type Terminal } from './terminal.ts';

/** What changed, in words of one language: `vrlab.run-comparison/1`. */
export function wordComparison(
  older: CheckRun,
  newer: CheckRun,
  { problems, devices, versions }: RunComparison,
  { wording }: Terminal,
) {
  const headOf = ({ id, startedAt, verdict, publication }: CheckRun) => ({ id, startedAt, verdict, publication });
  const titles = (groups: readonly ProblemGroup[], run: CheckRun) =>
    groups.map(({ speaking }) => ({
      check: speaking.check,
      outcome: speaking.outcome,
      subject: speaking.subject,
      title: wording.finding(speaking, run.devices).title,
    }));
  const nameOf = (device: CheckRun['devices'][number]) => ({
    model: device.model,
    name: wording.deviceName(device),
    serial: device.serial,
    port: device.port,
  });
  return {
    schema: 'vrlab.run-comparison/1',
    older: headOf(older),
    newer: headOf(newer),
    problems: {
      gone: titles(problems.gone, older),
      added: titles(problems.added, newer),
      stayed: titles(problems.stayed, newer),
    },
    devices: {
      gone: devices.gone.map(nameOf),
      added: devices.added.map(nameOf),
      moved: devices.moved.map(({ device, from, to }) => ({ ...nameOf(device), from, to })),
    },
    versions: versions.map(({ product, name, before, after }) => ({
      product,
      name: name[wording.language],
      before,
      after,
    })),
  };
}

const minutes = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** The two verdicts, then what changed, then what did not. */
export function printComparison(older: CheckRun, newer: CheckRun, comparison: RunComparison, terminal: Terminal): void {
  const { say, print, paint, wording } = terminal;
  const { problems, devices, versions } = wordComparison(older, newer, comparison, terminal);
  for (const [which, { startedAt, verdict, demo }] of [
    ['older', older],
    ['newer', newer],
  ] as const) {
    const said = say(`history.${which}`, {
      time: minutes(startedAt),
      verdict: wording.t(`terms:verdict.${verdict}`),
    });
    print(paint('bold', demo ? `${said}  ${say('history.demo')}` : said));
  }
  const versionText = (text: string | null) =>
    text === null ? say('matrix.notFound') : text === '' ? say('matrix.notTold') : plainText(text);
  const sections = [
    ['gone', problems.gone.map(({ title }) => title)],
    ['added', problems.added.map(({ title }) => title)],
    [
      'devices',
      [
        ...devices.added.map(({ name }) => say('history.deviceAdded', { name })),
        ...devices.gone.map(({ name }) => say('history.deviceGone', { name })),
        ...devices.moved.map(({ name, from, to }) => say('history.deviceMoved', { name, from, to })),
      ],
    ],
    [
      'versions',
      versions.map(({ name, before, after }) =>
        say('history.version', { name, before: versionText(before), after: versionText(after) }),
      ),
    ],
    [
      'judged',
      older.publication.version === newer.publication.version
        ? []
        : [say('history.publication', { before: older.publication.version, after: newer.publication.version })],
    ],
  ] as const;
  const changed = sections.filter(([, lines]) => lines.length > 0);
  if (changed.length === 0) print(`\n${say('history.nothingChanged')}`);
  for (const [name, lines] of [...changed, ['stayed', problems.stayed.map(({ title }) => title)] as const]) {
    if (lines.length === 0) continue;
    print(`\n${say(`history.section.${name}`)}`);
    for (const line of lines) print(`  ● ${plainText(line)}`);
  }
}
