import type { AcceptableOffer } from '../../../core/publication/install/examine-offer.ts';
import { formatFingerprint } from '../../../core/publication/trust/fingerprint.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { PublicationCall, PublicationSubcommand } from '../command.ts';
import { describe, named } from './status.ts';
import type { Problem } from '../../../shared/domain/problem.ts';

const answer = async (
  { publications, place, json, terminal }: PublicationCall,
  done: 'verified' | 'installed',
  offer: Result<AcceptableOffer>,
): Promise<number> => {
  const { say, wording, print, note } = terminal;
  // Signed by nobody this PC trusts: then people want to know whose it claims to be.
  const stranger = !offer.ok && offer.problem.code === 'publication-not-signed';
  const offered = stranger ? await publications.offeredFingerprint(place) : null;
  if (json) {
    const { code, ...words } = offer.ok
      ? { code: null }
      : { code: offer.problem.code, ...wording.problem(offer.problem), offeredFingerprint: offered };
    const details = offer.ok
      ? { publication: describe(offer.value.verified, new Date()), inUse: offer.value.inUse }
      : words;
    print(
      JSON.stringify({ schema: 'vrlab.publication-offer/1', accepted: offer.ok, refusal: code, ...details }, null, 1),
    );
  } else if (!offer.ok) {
    terminal.problem(offer.problem);
    if (offered !== null) note(say('publication.stranger', { fingerprint: formatFingerprint(offered) }));
  } else {
    const { verified, inUse } = offer.value;
    print(say(inUse ? 'publication.inUseAlready' : `publication.${done}`, named(verified, terminal)));
    print(say('publication.fingerprint', { fingerprint: formatFingerprint(verified.root.anchor) }));
  }
  return offer.ok ? 0 : BAD_USAGE;
};

/** Would this PC take it? Changes nothing. */
export const verify: PublicationSubcommand = async (call) =>
  await answer(call, 'verified', await call.publications.verify(call.place));

export const install: PublicationSubcommand = async (call) =>
  await answer(call, 'installed', await call.publications.install(call.place));

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
