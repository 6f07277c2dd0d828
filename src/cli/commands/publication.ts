import { openPublications } from '../../core/app/publications.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption } from '../with-app.ts';
import type { Command, PublicationSubcommand } from './command.ts';
import { status, history } from './publication/status.ts';
import { verify, install, trust } from './publication/offer.ts';

interface Entry {
  /** How many folders or addresses it takes. */
  readonly places: 0 | 1;
  /** Takes `--fingerprint`; elsewhere it would look as if it had been compared. */
  readonly comparesFingerprint?: true;
  readonly run: PublicationSubcommand;
}

const SUBCOMMANDS = {
  status: { places: 0, run: status },
  history: { places: 0, run: history },
  verify: { places: 1, run: verify },
  install: { places: 1, run: install },
  trust: { places: 1, comparesFingerprint: true, run: trust },
} as const satisfies Record<string, Entry>;

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
  const publications = await openPublications(textOption(given, 'data'));
  if (!publications.ok) {
    terminal.problem(publications.problem);
    return BAD_USAGE;
  }
  const json = given.options['json'] !== undefined;
  const call = { publications: publications.value, place: rest[0] ?? '', fingerprint, json, terminal };
  return await wanted.run(call).finally(() => publications.value.close());
};
