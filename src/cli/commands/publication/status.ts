import { formatFingerprint } from '../../../core/publication/trust/fingerprint.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { PublicationSubcommand } from '../command.ts';
import { describeSource, printSource } from './source.ts';
import type { VerifiedPublication } from '../../../core/publication/trust/verify-publication.ts';
import { civilDateOf, daysBetween, formatInstant } from '../../../shared/beijing-time.ts';
import type { Terminal } from '../../terminal.ts';

/** Which publication is in use, where it came from, what else is here. */
export const status: PublicationSubcommand = async ({ publications, json, terminal }) => {
  const { say, print, wording } = terminal;
  const found = await publications.status();
  if (!found.ok) {
    terminal.problem(found.problem);
    return BAD_USAGE;
  }
  const { inUse, stored } = found.value;
  const fetching = await publications.fetchStatus();
  const { version, timestampVersion } = inUse.verified;
  const isInUse = (entry: { version: number; timestampVersion: number }) =>
    entry.version === version && entry.timestampVersion === timestampVersion;
  const place = inUse.origin.kind === 'kept' ? (await publications.history()).find(isInUse)?.place : undefined;
  const now = new Date();
  const facts = describe(inUse.verified, now);
  const { origin, trust, problems } = inUse;
  const trusted = {
    kind: trust.kind,
    fingerprint: trust.kind === 'unclear' ? null : trust.root.anchor,
    setAt: trust.own?.setAt ?? null,
  };
  const others = stored.map(({ name, problem }) => ({
    name,
    problem: problem === null ? null : { code: problem.code, ...wording.problem(problem) },
  }));
  if (json) {
    const worded = problems.map((problem) => ({ code: problem.code, ...wording.problem(problem) }));
    const object = {
      schema: 'vrlab.publication-status/1',
      inUse: { ...facts, origin },
      root: trusted,
      kept: others,
      fetching: describeSource(fetching, terminal),
      problems: worded,
    };
    print(JSON.stringify(object, null, 1));
    return 0;
  }
  print(
    say('publication.inUse', {
      ...facts,
      ...named(inUse.verified, terminal),
      origin:
        place === undefined ? say(`publication.origin.${origin.kind}`) : say('publication.origin.keptFrom', { place }),
    }),
  );
  const ended = now < inUse.verified.expires.at ? 'fresh' : 'ended';
  print(say(`publication.${ended}`, { date: facts.expires.slice(0, 10) }));
  const shown = { fingerprint: formatFingerprint(trusted.fingerprint ?? ''), date: trusted.setAt?.slice(0, 10) };
  print(say(`publication.root.${trust.kind}`, shown));
  for (const { name, problem } of others)
    print(`  ${problem === null ? '✓' : '✗'} ${wording.labelled(name, problem?.title ?? say('publication.sound'))}`);
  printSource(fetching, terminal);
  for (const problem of problems) terminal.problem(problem);
  return 0;
};

/** Every publication ever installed here, newest first. */
export const history: PublicationSubcommand = async ({ publications, json, terminal: { say, print, wording } }) => {
  const installed = await publications.history();
  if (json) print(JSON.stringify({ schema: 'vrlab.publication-history/1', installed }, null, 1));
  else if (installed.length === 0) print(say('publication.noHistory'));
  else
    for (const { installedAt, version, date, title, demo, place } of installed)
      print(
        say('publication.entry', {
          installedAt: installedAt.slice(0, 16).replace('T', ' '),
          version,
          date,
          title: title[wording.language],
          demo: demo ? say('check.demoPublication') : '',
          place,
        }),
      );
  return 0;
};

/** What the sentences about a publication name. */
export const named = ({ version, date, demo, title }: VerifiedPublication, { say, wording }: Terminal) => ({
  version,
  date,
  title: title[wording.language],
  demo: demo ? say('check.demoPublication') : '',
});

/** What the terminal prints of a publication, for JSON. */
export const describe = (publication: VerifiedPublication, now: Date) => ({
  version: publication.version,
  timestampVersion: publication.timestampVersion,
  rootVersion: publication.root.version,
  /** Of the first root, which the later ones follow from. */
  rootFingerprint: publication.root.anchor,
  title: publication.title,
  date: publication.date,
  ageDays: daysBetween(publication.date, civilDateOf(now)),
  demo: publication.demo,
  signedAt: formatInstant(publication.signedAt),
  expires: formatInstant(publication.expires.at),
});
