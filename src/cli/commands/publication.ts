import { claimDataFolder, releaseDataFolder } from '../../core/platform/access/data-folder-access.ts';
import { defaultDataDirectory } from '../../core/platform/data-directory.ts';
import { succeed } from '../../shared/domain/result.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption } from '../open-app.ts';
import type { Command } from './command.ts';
import { type Entry, type Subcommand, SUBCOMMANDS } from './publication/subcommands.ts';

/** `vrlab publication status | verify PLACE | install PLACE | trust PLACE --fingerprint HEX | history` */
export const publication: Command = async (given, terminal) => {
  const [name, ...rest] = given.files;
  const wanted = SUBCOMMANDS[name as keyof typeof SUBCOMMANDS] as Entry | undefined;
  const fingerprint = textOption(given, 'fingerprint') ?? null;
  const misplaced = fingerprint !== null && wanted?.comparesFingerprint !== true;
  if (wanted === undefined || rest.length !== wanted.places || misplaced) {
    terminal.note(`${terminal.say('publication.usage')}\n${terminal.say('help.publication')}`);
    return BAD_USAGE;
  }
  const named = textOption(given, 'data');
  const dataDirectory = named === undefined ? defaultDataDirectory() : succeed(named);
  if (!dataDirectory.ok) {
    terminal.problem(dataDirectory.problem);
    return BAD_USAGE;
  }
  const run: Subcommand = await wanted.load();
  await claimDataFolder(dataDirectory.value);
  const done = run({
    dataDirectory: dataDirectory.value,
    place: rest[0] ?? '',
    fingerprint,
    json: given.options['json'] !== undefined,
    terminal,
  });
  return await done.finally(() => releaseDataFolder(dataDirectory.value));
};
