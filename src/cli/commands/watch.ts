import type { LiveState } from '../../shared/domain/check-run.ts';
import { entriesOf } from '../../shared/locales/text-keys.ts';
import { BAD_USAGE, VERDICT_EXIT } from '../exit-codes.ts';
import { problemsOf } from '../../shared/summarize-findings.ts';
import { deviceLines } from '../print-run.ts';
import type { Terminal } from '../terminal.ts';
import { untilInterrupted, withApp } from '../with-app.ts';
import type { Command } from './command.ts';

/** Follows plugs and unplugs until Ctrl+C; the exit code is that of the last verdict. */
export const watch: Command = (given, terminal) =>
  withApp(given, terminal, async (app) => {
    const station = await app.station();
    if (!station.ok) {
      terminal.problem(station.problem);
      return BAD_USAGE;
    }
    const json = given.options['json'] !== undefined;
    let first = true;
    let code: number = VERDICT_EXIT.unknown;
    for await (const state of app.live(untilInterrupted())) {
      if (json) terminal.print(JSON.stringify({ schema: 'vrlab.live-state/1', ...state }));
      else {
        if (first) terminal.note(terminal.say(state.watching === 'active' ? 'watch.started' : 'watch.unavailable'));
        printState(state, terminal);
      }
      first = false;
      if (state.verdict !== null) code = VERDICT_EXIT[state.verdict];
      if (state.watching === 'unavailable') break;
    }
    return code;
  });

function printState(state: LiveState, terminal: Terminal): void {
  const { say, print, wording } = terminal;
  const time = state.at.slice(11, 19);
  if (state.settling) {
    for (const [key, names] of entriesOf(state.change ?? { attached: [], detached: [] }))
      if (names.length > 0) print(`${time}  ${say(`watch.${key}`, { names: wording.list(names) })}`);
    return;
  }
  if (state.verdict === null) return;
  print(`${time}  ${say('check.heading', { verdict: wording.t(`terms:verdict.${state.verdict}`) })}`);
  for (const line of deviceLines(state.devices, terminal)) print(line);
  for (const { speaking } of problemsOf(state.findings ?? []))
    print(`  ● [${wording.t(`terms:outcome.${speaking.outcome}`)}] ${wording.finding(speaking, state.devices).title}`);
}
