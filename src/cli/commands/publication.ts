import { openPublications } from '../../core/app/publications.ts';
import { BAD_USAGE } from '../exit-codes.ts';
import { textOption } from '../with-app.ts';
import type { Command, PublicationSubcommand } from './command.ts';

interface Entry {
  /** How many folders or addresses it takes. */
  readonly places: 0 | 1;
  /** Takes `--fingerprint`; elsewhere it would look as if it had been compared. */
  readonly comparesFingerprint?: true;
  readonly load: () => Promise<PublicationSubcommand>;
}

const SUBCOMMANDS = {
  status: { places: 0, load: async () => (await import('./publication/status.ts')).status },
  history: { places: 0, load: async () => (await import('./publication/history.ts')).history },
  verify: { places: 1, load: async () => (await import('./publication/offer.ts')).verify },
  install: { places: 1, load: async () => (await import('./publication/offer.ts')).install },
  trust: { places: 1, comparesFingerprint: true, load: async () => (await import('./publication/trust.ts')).trust },
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
  const run = await wanted.load();
  const publications = await openPublications(textOption(given, 'data'));
  if (!publications.ok) {
    terminal.problem(publications.problem);
    return BAD_USAGE;
  }
  const json = given.options['json'] !== undefined;
  const call = { publications: publications.value, place: rest[0] ?? '', fingerprint, json, terminal };
  return await run(call).finally(() => publications.value.close());
};
