import {
  type AcceptableOffer,
  examineOffer,
  type OfferOptions,
} from '../../../core/publication/install/examine-offer.ts';
import { installPublication } from '../../../core/publication/install/install-publication.ts';
import { offeredFingerprint } from '../../../core/publication/install/trust-publication.ts';
import { formatFingerprint } from '../../../core/publication/trust/fingerprint.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { describe, named, sourceAt } from './describe.ts';
import type { Request, Subcommand } from './subcommands.ts';

const answer = async (
  { dataDirectory, place, json, terminal }: Request,
  done: 'verified' | 'installed',
  work: (options: OfferOptions) => Promise<Result<AcceptableOffer>>,
): Promise<number> => {
  const source = sourceAt(place);
  const offer = source.ok ? await work({ source: source.value, dataDirectory, clock: () => new Date() }) : source;
  const { say, wording, print, note } = terminal;
  // Signed by nobody this PC trusts: then people want to know whose it says it is.
  const stranger = !offer.ok && offer.problem.code === 'publication-not-signed' && source.ok;
  const offered = stranger ? await offeredFingerprint(source.value) : null;
  if (json) {
    const { code, ...words } = offer.ok
      ? { code: null }
      : { code: offer.problem.code, ...wording.problem(offer.problem), offeredFingerprint: offered };
    const told = offer.ok
      ? { publication: describe(offer.value.verified, new Date()), inUse: offer.value.inUse }
      : words;
    print(JSON.stringify({ schema: 'vrlab.publication-offer/1', accepted: offer.ok, refusal: code, ...told }, null, 1));
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
export const verify: Subcommand = (request) => answer(request, 'verified', examineOffer);

export const install: Subcommand = (request) => answer(request, 'installed', installPublication);
