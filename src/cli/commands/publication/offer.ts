import {
  type AcceptableOffer,
  examineOffer,
  type OfferOptions,
} from '../../../core/publication/install/examine-offer.ts';
import { installPublication } from '../../../core/publication/install/install-publication.ts';
import { folderSource } from '../../../core/publication/sources/folder-source.ts';
import { httpSource, isAddress } from '../../../core/publication/sources/http-source.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import { describe } from './describe.ts';
import type { Request, Subcommand } from './subcommands.ts';

const answer = async (
  { dataDirectory, place, json, terminal }: Request,
  done: 'verified' | 'installed',
  work: (options: OfferOptions) => Promise<Result<AcceptableOffer>>,
): Promise<number> => {
  const source = isAddress(place) ? httpSource(place) : succeed(folderSource(place));
  const offer = source.ok ? await work({ source: source.value, dataDirectory, clock: () => new Date() }) : source;
  const { say, wording, print } = terminal;
  if (json) {
    const { code, ...words } = offer.ok
      ? { code: null }
      : { code: offer.problem.code, ...wording.problem(offer.problem) };
    const told = offer.ok
      ? { publication: describe(offer.value.verified, new Date()), inUse: offer.value.inUse }
      : words;
    print(JSON.stringify({ schema: 'vrlab.publication-offer/1', accepted: offer.ok, refusal: code, ...told }, null, 1));
  } else if (!offer.ok) terminal.problem(offer.problem);
  else {
    const { version, date, demo, title } = offer.value.verified;
    const params = { version, date, title: title[wording.language], demo: demo ? say('check.demoPublication') : '' };
    print(say(offer.value.inUse ? 'publication.inUseAlready' : `publication.${done}`, params));
  }
  return offer.ok ? 0 : BAD_USAGE;
};

/** Would this PC take it? Changes nothing. */
export const verify: Subcommand = (request) => answer(request, 'verified', examineOffer);

export const install: Subcommand = (request) => answer(request, 'installed', installPublication);
