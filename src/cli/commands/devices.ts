import { takeSnapshot } from '../../core/check-run/take-snapshot.ts';
import { foreignProblem } from '../../shared/domain/problem.ts';
import { judgeSnapshot } from '../../core/check-run/judge-snapshot.ts';
import { reportOf } from '../../shared/check-run-report.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { LocalApp } from '../../core/app/local-app.ts';
import type { Arguments } from '../arguments.ts';
import { BAD_USAGE, VERDICT_EXIT } from '../exit-codes.ts';
import { textOption } from '../open-app.ts';
import { deviceLines } from '../print-run.ts';
import { rejudge } from '../rejudge.ts';
import { withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Lists what is recognised, without keeping a record. Exit code 3 when the devices could not be read. */
export const devices: Command = (given, terminal) =>
  withApp(given, terminal, async (local) => {
    const looked = await look(local, given);
    if (!looked.ok) {
      terminal.problem(looked.problem);
      return BAD_USAGE;
    }
    for (const problem of local.publicationProblems) terminal.problem(problem);
    const run = looked.value;
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

/** What is connected, or what a saved snapshot says was; no record is kept. */
export async function look(local: LocalApp, given: Arguments): Promise<Result<CheckRun>> {
  const saved = textOption(given, 'snapshot');
  if (saved !== undefined) return await rejudge(saved, local);
  const snapshot = await takeSnapshot(local.snapshotSource, new AbortController().signal);
  return succeed(judgeSnapshot(snapshot, null, local.publication, new Date(), null));
}
