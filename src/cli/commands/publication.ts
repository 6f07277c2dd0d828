import { openPublications } from '../../core/app/publications.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption } from '../with-app.ts';
import type { SubcommandName } from '../command-line.ts';
import type { Command, PublicationCall, Subcommands } from './command.ts';
import { status, history } from './publication/status.ts';
import { verify, install, trust } from './publication/offer.ts';
import { fetch, source } from './publication/source.ts';

const SUBCOMMANDS: Subcommands<'publication', PublicationCall> = {
  status,
  history,
  verify,
  install,
  trust,
  source,
  fetch,
};

/** `vrlab publication status | verify PLACE | install PLACE | trust PLACE --fingerprint HEX | source [PLACE] | fetch | history` */
export const publication: Command = async (given, terminal) => {
  const fingerprint = textOption(given, 'fingerprint') ?? null;
  const publications = await openPublications(textOption(given, 'data'));
  if (!publications.ok) {
    terminal.problem(publications.problem);
    return BAD_USAGE;
  }
  const json = given.options['json'] !== undefined;
  const off = given.options['off'] !== undefined;
  const call = { publications: publications.value, place: given.files[1] ?? '', fingerprint, off, json, terminal };
  return await SUBCOMMANDS[given.subcommand as SubcommandName<'publication'>](call).finally(() =>
    publications.value.close(),
  );
};
