import { defaultDataDirectory } from '../../core/data-directory.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption } from '../open-app.ts';
import type { Command } from './command.ts';
import { type Subcommand, SUBCOMMANDS } from './publication/subcommands.ts';

/** `vrlab publication status | verify PLACE | install PLACE | history` */
export const publication: Command = async (given, terminal) => {
  const [name, ...rest] = given.files;
  const wanted = SUBCOMMANDS[name as keyof typeof SUBCOMMANDS] as
    (typeof SUBCOMMANDS)[keyof typeof SUBCOMMANDS] | undefined;
  if (wanted === undefined || rest.length !== wanted.places) {
    terminal.note(`${terminal.say('publication.usage')}\n${terminal.say('help.publication')}`);
    return BAD_USAGE;
  }
  const run: Subcommand = await wanted.load();
  return await run({
    dataDirectory: textOption(given, 'data') ?? defaultDataDirectory(),
    place: rest[0] ?? '',
    json: given.options['json'] !== undefined,
    terminal,
  });
};
