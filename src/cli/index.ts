import { languageIn } from '../core/app/data-folder.ts';
import { endOnUnexpected, endWhenOutputBreaks, unexpectedDetail } from '../core/app/program-end.ts';
import { VERSION } from '../core/platform/version.ts';
import { restartInWorld } from '../core/world/restart-in-world.ts';
import { DEFAULT_LANGUAGE, type Language, isLanguage } from '../shared/domain/language.ts';
import { type Result, succeed } from '../shared/domain/result.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { COMMAND_NAMES, type CommandName, roleOf } from './command-line.ts';
import type { Command } from './commands/command.ts';
import { BAD_USAGE, INTERNAL_ERROR } from './exit-codes.ts';
import { type Terminal, createTerminal } from './terminal.ts';
import { helpAfterError, usageError } from './usage-error.ts';
import { textOption } from './with-app.ts';

/** Loaded one by one: a cold check on a school PC does not pay for the other commands. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  devices: async () => (await import('./commands/devices.ts')).devices,
  watch: async () => (await import('./commands/watch.ts')).watch,
  snapshot: async () => (await import('./commands/snapshot.ts')).snapshot,
  status: async () => (await import('./commands/status.ts')).status,
  history: async () => (await import('./commands/history.ts')).history,
  station: async () => (await import('./commands/station.ts')).station,
  matrix: async () => (await import('./commands/matrix.ts')).matrix,
  code: async () => (await import('./commands/code.ts')).code,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  update: async () => (await import('./commands/update.ts')).update,
  publication: async () => (await import('./commands/publication.ts')).publication,
  archive: async () => (await import('./commands/archive.ts')).archive,
  backup: async () => (await import('./commands/backup.ts')).backup,
  retention: async () => (await import('./commands/retention.ts')).retention,
  kiosk: async () => (await import('./commands/kiosk.ts')).kiosk,
  access: async () => (await import('./commands/access.ts')).access,
  channel: async () => (await import('./commands/channel.ts')).channel,
  request: async () => (await import('./commands/request.ts')).request,
  bundle: async () => (await import('./commands/bundle.ts')).bundle,
  report: async () => (await import('./commands/report.ts')).report,
  inspect: async () => (await import('./commands/inspect.ts')).inspect,
  pin: async () => (await import('./commands/pin.ts')).pin,
  setup: async () => (await import('./commands/setup.ts')).setup,
  completion: async () => (await import('./commands/completion.ts')).completion,
};

async function languageOf(given: Arguments): Promise<Language | null> {
  const named = textOption(given, 'lang');
  if (named === undefined) return await languageIn(textOption(given, 'data'));
  return isLanguage(named) ? named : null;
}

/** Reports faults; the language is known a little later than the first fault may happen. */
let speaker: Terminal | null = null;

/** Every command with what it is for, in columns. */
function rootHelp({ say }: Terminal): string {
  const width = Math.max(...COMMAND_NAMES.map(({ length }) => length)) + 1;
  const commands = COMMAND_NAMES.map((name) => `  ${name.padEnd(width)}${say(`summary.${name}`)}`);
  return say('help.root', { commands: commands.join('\n') });
}

/** Where there are PINs, not everybody who can open a terminal may run every command. */
async function mayRun(command: CommandName, given: Arguments, { say }: Terminal): Promise<Result<null>> {
  const role = roleOf(command, given.subcommand);
  // Nothing of this PC is behind a demonstration.
  if (role === 'everyone' || textOption(given, 'world') !== undefined) return succeed(null);
  const { allowInTerminal } = await import('../core/app/terminal-roles.ts');
  const { askPin } = await import('./ask-pin.ts');
  const name = [command, given.subcommand].filter((word) => word !== null).join(' ');
  return await allowInTerminal({ name, role, data: textOption(given, 'data') }, () => askPin(say('pin.ask')));
}

async function main(argv: readonly string[]): Promise<number> {
  const given = readArguments(argv);
  const language = await languageOf(given);
  const terminal = createTerminal(language ?? DEFAULT_LANGUAGE);
  const { say, print, note } = terminal;
  speaker = terminal;
  if (language === null) {
    note(`${say('usage.badLanguage', { language: textOption(given, 'lang') })}\n${say('usage.seeHelp')}`);
    return BAD_USAGE;
  }
  if (given.options['version'] !== undefined) {
    print(VERSION);
    return 0;
  }
  const error = await usageError(given, terminal);
  if (error !== null) {
    note(`${error}\n${helpAfterError(given, terminal)}`);
    return BAD_USAGE;
  }
  if (given.options['help'] !== undefined) {
    print(given.command === null ? rootHelp(terminal) : say(`help.${given.command}`));
    return 0;
  }
  if (given.command === null) {
    note(rootHelp(terminal));
    return BAD_USAGE;
  }
  try {
    const world = textOption(given, 'world');
    const inner = world === undefined ? succeed(null) : await restartInWorld(world);
    if (!inner.ok) {
      terminal.problem(inner.problem);
      return BAD_USAGE;
    }
    if (inner.value !== null) return inner.value;
    const allowed = await mayRun(given.command, given, terminal);
    if (!allowed.ok) {
      terminal.problem(allowed.problem);
      return BAD_USAGE;
    }
    const command = await COMMANDS[given.command]();
    return await command(given, terminal);
  } catch (cause) {
    note(say('internal', { detail: unexpectedDetail(cause) }));
    return INTERNAL_ERROR;
  }
}

const sayOf = (key: 'internal' | 'outputFailed') => (detail: string) =>
  (speaker ?? createTerminal(DEFAULT_LANGUAGE)).say(key, { detail });
endOnUnexpected(sayOf('internal'));
endWhenOutputBreaks(sayOf('outputFailed'));
const code = await main(process.argv.slice(2));
// A probe that overran its deadline may still hold a native thread: everything is written, so the process ends here.
// What could not be written has its own end.
process.stdout.write('', (cause) => {
  if (cause == null) process.exit(code);
});
