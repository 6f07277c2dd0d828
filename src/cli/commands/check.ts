import type { App } from '../../core/app/app.ts';
import { reportOf } from '../../shared/check-run-report.ts';
import type { Keeping } from '../../shared/contract.ts';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import type { Arguments } from '../arguments.ts';
import { BAD_USAGE, INTERNAL_ERROR, VERDICT_EXIT } from '../exit-codes.ts';
import { textOption, untilInterrupted, withApp } from '../with-app.ts';
import { printExplanation } from '../print-explanation.ts';
import { printRun } from '../print-run.ts';
import { examineTarget, writeSnapshot } from '../write-snapshot.ts';
import type { Terminal } from '../terminal.ts';
import type { Command } from './command.ts';

/** What somebody sent and a saved snapshot are one look at one place, and a watch has no one snapshot to save. */
const CONFLICTS = [
  ['from', 'snapshot'],
  ['from', 'watch'],
  ['from', 'save-snapshot'],
  ['from', 'world'],
  ['snapshot', 'watch'],
  ['snapshot', 'save-snapshot'],
  ['snapshot', 'world'],
  ['watch', 'save-snapshot'],
] as const;

export const check: Command = async (given, terminal) => {
  for (const [first, second] of CONFLICTS)
    if (given.options[first] !== undefined && given.options[second] !== undefined) {
      terminal.note(terminal.say('usage.conflict', { first: `--${first}`, second: `--${second}` }));
      return BAD_USAGE;
    }
  return await withApp(given, terminal, async (app) => {
    for (const problem of app.publicationProblems()) terminal.problem(problem);
    return await checkWith(app, given, terminal.guidedBy(app.guide()));
  });
};

async function checkWith(app: App, given: Arguments, terminal: Terminal): Promise<number> {
  const show = async (run: CheckRun, keeping: Keeping | null) => {
    const faultCodes = app.faultCodes(run);
    const explanations = given.options['explain'] === undefined ? null : await app.explainFindings(run);
    if (given.options['json'] === undefined) {
      printRun(run, faultCodes, keeping, terminal);
      if (explanations !== null) printExplanation(run, explanations, terminal);
      return;
    }
    const report = reportOf(run, terminal.wording, faultCodes);
    const findings = report.findings.map((finding, at) =>
      explanations === null ? finding : { ...finding, explanation: explanations[at] },
    );
    terminal.print(JSON.stringify({ ...report, findings }, null, given.options['watch'] === undefined ? 1 : 0));
    if (keeping === null || keeping.kept === 'database') return;
    terminal.problem(keeping.problem);
    terminal.note(
      keeping.kept === 'side-file'
        ? terminal.say('check.sideFile', { file: keeping.file })
        : terminal.say('check.notKept'),
    );
  };
  const again = await judgeAgain(app, given);
  if (again !== null) {
    if (!again.ok) {
      terminal.problem(again.problem);
      return BAD_USAGE;
    }
    await show(again.value, null);
    return VERDICT_EXIT[again.value.verdict];
  }

  const station = await app.station();
  if (!station.ok) {
    terminal.problem(station.problem);
    return BAD_USAGE;
  }
  if (given.options['watch'] !== undefined) return await watchChecks(app, show, terminal);
  const file = textOption(given, 'save-snapshot');
  const target = file === undefined ? succeed(undefined) : await examineTarget(file);
  if (!target.ok) {
    terminal.problem(target.problem);
    return BAD_USAGE;
  }
  const finished = await checkOnce(app);
  if (finished === null) return INTERNAL_ERROR;
  await show(finished.run, finished.keeping);
  if (file !== undefined) {
    const written = await writeSnapshot(file, finished.run.snapshot);
    if (!written.ok) {
      terminal.problem(written.problem);
      return BAD_USAGE;
    }
    terminal.note(terminal.say('snapshot.saved', { file }));
  }
  return VERDICT_EXIT[finished.run.verdict];
}

/** What was seen elsewhere or earlier; null: this PC is to be looked at now. */
async function judgeAgain(app: App, given: Arguments): Promise<Result<CheckRun> | null> {
  const saved = textOption(given, 'snapshot');
  const sent = textOption(given, 'from');
  if (saved !== undefined) return await app.rejudge(saved);
  return sent === undefined ? null : await app.judgeSent(sent);
}

async function checkOnce(app: App): Promise<{ run: CheckRun; keeping: Keeping } | null> {
  for await (const step of app.check(new AbortController().signal)) if (step.type === 'finished') return step;
  return null;
}

/** One check now, and one each time what is connected has settled after a change; ends by Ctrl+C with the last verdict. */
async function watchChecks(
  app: App,
  show: (run: CheckRun, keeping: Keeping) => Promise<void>,
  terminal: Terminal,
): Promise<number> {
  let code: number = VERDICT_EXIT.unknown;
  for await (const state of app.live(untilInterrupted())) {
    if (state.settling) continue;
    const finished = await checkOnce(app);
    if (finished === null) return INTERNAL_ERROR;
    await show(finished.run, finished.keeping);
    code = VERDICT_EXIT[finished.run.verdict];
    if (state.watching === 'unavailable') {
      terminal.note(terminal.say('watch.unavailable'));
      break;
    }
  }
  return code;
}
