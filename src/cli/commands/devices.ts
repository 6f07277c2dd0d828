import type { App } from '../../core/app/app.ts';
import { reportOf } from '../../shared/check-run-report.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import { foreignProblem } from '../../shared/domain/problem.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Arguments } from '../arguments.ts';
import { BAD_USAGE, VERDICT_EXIT } from '../exit-codes.ts';
import { deviceLines } from '../print-run.ts';
import { textOption, withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Lists what is recognised, without keeping a record. Exit code 3 when the devices could not be read. */
export const devices: Command = (given, terminal) =>
  withApp(given, terminal, async (app) => {
    const scanned = await scan(app, given);
    if (!scanned.ok) {
      terminal.problem(scanned.problem);
      return BAD_USAGE;
    }
    for (const problem of app.publicationProblems()) terminal.problem(problem);
    const run = scanned.value;
    const { usb } = run.snapshot.probes;
    if (given.options['json'] !== undefined) {
      const { devices: reported, probes } = reportOf(run, terminal.wording, []);
      terminal.print(JSON.stringify({ schema: 'vrlab.devices/1', devices: reported, probes }, null, 1));
    } else if (run.devices.length > 0) for (const line of deviceLines(run.devices, terminal)) terminal.print(line);
    else if (usb.status === 'ok') terminal.print(terminal.say('check.noDevices'));
    if (usb.status === 'ok') return 0;
    terminal.problem(foreignProblem(usb.error.code, { detail: usb.error.detail }));
    return VERDICT_EXIT.unknown;
  });

/** What is connected, or what a saved snapshot reports; no record is stored. */
export async function scan(app: App, given: Arguments): Promise<Result<CheckRun>> {
  const saved = textOption(given, 'snapshot');
  return saved === undefined ? succeed(await app.scan(new AbortController().signal)) : await app.rejudge(saved);
}
