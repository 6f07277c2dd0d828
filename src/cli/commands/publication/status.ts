import { formatFingerprint } from '../../../core/publication/trust/fingerprint.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { PublicationSubcommand } from '../command.ts';
import { describe, named } from './describe.ts';

/** Which publication is in use, where it came from, what else is here. */
export const status: PublicationSubcommand = async ({ publications, json, terminal }) => {
  const { say, print, wording } = terminal;
  const found = await publications.status();
  if (!found.ok) {
    terminal.problem(found.problem);
    return BAD_USAGE;
  }
  const { inUse, stored } = found.value;
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
      problems: worded,
    };
    print(JSON.stringify(object, null, 1));
    return 0;
  }
  print(
    say('publication.inUse', {
      ...facts,
      ...named(inUse.verified, terminal),
      origin: say(`publication.origin.${origin.kind}`),
    }),
  );
  const ended = now < inUse.verified.expires.at ? 'fresh' : 'ended';
  print(say(`publication.${ended}`, { date: facts.expires.slice(0, 10) }));
  const shown = { fingerprint: formatFingerprint(trusted.fingerprint ?? ''), date: trusted.setAt?.slice(0, 10) };
  print(say(`publication.root.${trust.kind}`, shown));
  for (const { name, problem } of others)
    print(`  ${problem === null ? '✓' : '✗'} ${wording.labelled(name, problem?.title ?? say('publication.sound'))}`);
  for (const problem of problems) terminal.problem(problem);
  return 0;
};
