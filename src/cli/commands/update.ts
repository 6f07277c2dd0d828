import { VERSION } from '../../core/platform/version.ts';
import type { ChosenRelease } from '../../core/updates/choose-release.ts';
import type { UpdatePhase } from '../../core/updates/update-state.ts';
import type { Result } from '../../shared/domain/result.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { untilInterrupted } from '../with-app.ts';
import { type Subcommands, withSubcommands } from './command.ts';

const SUBCOMMANDS: Subcommands<'update'> = {
  async status({ app, given, terminal }) {
    const { now } = await (await app.programUpdates()).status();
    if (given.options['json'] === undefined) {
      terminal.print(terminal.say('update.here', { version: VERSION }));
      terminal.print(sentenceOf(now, terminal));
    } else terminal.print(JSON.stringify({ schema: 'vrlab.update-status/1', version: VERSION, update: now }, null, 1));
    return 0;
  },
  async check({ app, given, places, terminal }) {
    const found = await (await app.programUpdates()).check(places[0] ?? '');
    return answer(found, given.options['json'] !== undefined, terminal);
  },
  async stage({ app, given, places, terminal }) {
    const updates = await app.programUpdates();
    const staged = await updates.stage(places[0] ?? '', untilInterrupted());
    const isJson = given.options['json'] !== undefined;
    const code = answer(staged, isJson, terminal);
    if (code === 0 && !isJson) terminal.print(sentenceOf((await updates.status()).now, terminal));
    return code;
  },
  async install({ app, given, terminal }) {
    const { installUpdate } = await import('../../core/app/install-update.ts');
    const by = given.options['scheduled'] === undefined ? 'person' : 'schedule';
    const installed = await installUpdate(app, by);
    if (given.options['json'] !== undefined) {
      const { ok } = installed;
      const problem = ok ? null : { code: installed.problem.code, ...terminal.wording.problem(installed.problem) };
      const version = ok ? installed.value : null;
      terminal.print(JSON.stringify({ schema: 'vrlab.update-install/1', version, problem }, null, 1));
    } else if (installed.ok) terminal.print(terminal.say('update.given', { version: installed.value }));
    else terminal.problem(installed.problem);
    return installed.ok ? 0 : BAD_USAGE;
  },
};

/** `vrlab update status | check PLACE | stage PLACE | install` */
export const update = withSubcommands<'update', Parameters<(typeof SUBCOMMANDS)['status']>[0]>(
  SUBCOMMANDS,
  (call) => call,
);

function answer(found: Result<ChosenRelease | null>, isJson: boolean, terminal: Terminal): number {
  const { say, print, wording } = terminal;
  const release = found.ok ? found.value : null;
  if (isJson) {
    const problem = found.ok ? null : { code: found.problem.code, ...wording.problem(found.problem) };
    print(JSON.stringify({ schema: 'vrlab.update-look/1', release, problem }, null, 1));
  } else if (!found.ok) terminal.problem(found.problem);
  else if (release === null) print(say('update.current'));
  else {
    const names = { version: release.version, file: release.installer.file };
    print(say(release.isRollBack ? 'update.foundRollBack' : 'update.found', names));
  }
  return found.ok ? 0 : BAD_USAGE;
}

const sentenceOf = (now: UpdatePhase, { say, wording }: Terminal): string =>
  now.phase === 'refused'
    ? say('update.refused', { reason: wording.problem(now.problem).title })
    : say(`update.${now.phase}`, now.phase === 'none' ? {} : { version: now.version, file: now.file });
