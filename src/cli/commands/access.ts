import { dataFolderAccess } from '../../core/app/data-folder.ts';
import type { AccessState } from '../../core/platform/access/data-folder-access.ts';
import type { SubcommandName } from '../command-line.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { textOption } from '../with-app.ts';
import type { Command } from './command.ts';

/** Somebody gets in who is not meant to, or cannot be shut out. */
const NOT_LIMITED = 1;
const NAMED_AT_MOST = 20;

/** `vrlab access status | share --group NAME | private`: which accounts of this PC may use the data folder. */
export const access: Command = async (given, terminal) => {
  const verb = given.subcommand as SubcommandName<'access'>;
  const group = textOption(given, 'group');
  if (verb === 'share' && group === undefined) {
    terminal.note(`${terminal.say('access.usage')}\n${terminal.say('help.access')}`);
    return BAD_USAGE;
  }
  const change = verb === 'share' ? ({ verb, group: group! } as const) : ({ verb } as const);
  const done = await dataFolderAccess(textOption(given, 'data'), change);
  if (!done.ok) {
    terminal.problem(done.problem);
    return BAD_USAGE;
  }
  if (given.options['json'] === undefined) printState(done.value, verb, terminal);
  else terminal.print(JSON.stringify({ schema: 'vrlab.access-state/1', ...done.value }, null, 1));
  return done.value.problem === null ? 0 : NOT_LIMITED;
};

function printState(
  { folder, access: found, problem, wrong }: AccessState & { readonly folder: string },
  verb: string,
  terminal: Terminal,
): void {
  const { print, say } = terminal;
  print(say('access.folder', { folder: plainText(folder) }));
  if (found.kind !== 'unclear')
    print(say(`access.${found.kind}`, { group: found.kind === 'shared' ? plainText(found.group) : '' }));
  for (const { name, mode, detail } of wrong.slice(0, NAMED_AT_MOST))
    print(plainText(`  ${mode}  ${name === '' ? folder : name}  ${detail}`));
  if (problem !== null) terminal.problem(problem);
  if (verb !== 'status') print(say('access.startAgain'));
}
