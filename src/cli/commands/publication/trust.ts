import type { AcceptableOffer, OfferOptions } from '../../../core/publication/install/examine-offer.ts';
import { introducePublication, trustPublication } from '../../../core/publication/install/trust-publication.ts';
import { formatFingerprint, parseFingerprint } from '../../../core/publication/trust/fingerprint.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { fail, type Result } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { describe, named, sourceAt } from './describe.ts';
import type { Request, Subcommand } from './subcommands.ts';

const MISSING: Problem = { code: 'own-root-fingerprint-missing', params: {} };

/** With the right fingerprint: trusts and installs. Without one: only shows what would be trusted, and refuses. */
export const trust: Subcommand = async (request) => {
  const offer = await work(request);
  const { json, fingerprint: typed, terminal } = request;
  const { say, print, wording } = terminal;
  const refusal = !offer.ok ? offer.problem : typed === null ? MISSING : null;
  if (json) {
    const told = {
      schema: 'vrlab.publication-trust/1',
      trusted: refusal === null,
      refusal: refusal?.code ?? null,
      ...(refusal !== null && wording.problem(refusal)),
      ...(offer.ok && { publication: describe(offer.value.verified, new Date()) }),
    };
    print(JSON.stringify(told, null, 1));
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

async function work({ dataDirectory, place, fingerprint: typed }: Request): Promise<Result<AcceptableOffer>> {
  const fingerprint = typed === null ? null : parseFingerprint(typed);
  if (typed !== null && fingerprint === null) return fail('own-root-fingerprint-unreadable', { given: typed });
  const source = sourceAt(place);
  if (!source.ok) return source;
  const options: OfferOptions = { source: source.value, dataDirectory, clock: () => new Date() };
  return fingerprint === null ? await introducePublication(options) : await trustPublication(options, fingerprint);
}
