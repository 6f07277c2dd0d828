import { formatFingerprint } from '../../../core/publication/trust/fingerprint.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { PublicationSubcommand } from '../command.ts';
import { describe, named } from './describe.ts';

const MISSING: Problem = { code: 'own-root-fingerprint-missing', params: {} };

/** With the right fingerprint: trusts and installs. Without one: only shows what would be trusted, and refuses. */
export const trust: PublicationSubcommand = async ({ publications, place, json, fingerprint: typed, terminal }) => {
  const offer = typed === null ? await publications.introduce(place) : await publications.trust(place, typed);
  const { say, print, wording } = terminal;
  const refusal = !offer.ok ? offer.problem : typed === null ? MISSING : null;
  if (json) {
    const details = {
      schema: 'vrlab.publication-trust/1',
      trusted: refusal === null,
      refusal: refusal?.code ?? null,
      ...(refusal !== null && wording.problem(refusal)),
      ...(offer.ok && { publication: describe(offer.value.verified, new Date()) }),
    };
    print(JSON.stringify(details, null, 1));
    return refusal === null ? 0 : BAD_USAGE;
  }
  if (offer.ok) {
    const { verified, trust: trusted } = offer.value;
    print(say(refusal === null ? 'publication.trusted' : 'publication.introduced', named(verified, terminal)));
    print(say('publication.fingerprint', { fingerprint: formatFingerprint(trusted.root.anchor) }));
  }
  if (refusal !== null) terminal.problem(refusal);
  return refusal === null ? 0 : BAD_USAGE;
};
