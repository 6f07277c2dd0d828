import type { Result } from '../../../shared/domain/result.ts';
import { keptDirectoryIn } from '../kept/kept-folders.ts';
import { keepPublication, pruneKept } from '../kept/keep-publication.ts';
import { markOf } from '../marks/mark.ts';
import { markPlaces } from '../marks/places.ts';
import { readLocalRoots, writeLocalRoots } from '../trust/local-roots.ts';
import { type AcceptableOffer, examineOffer, type OfferOptions } from './examine-offer.ts';
import { logInstalled } from './publication-log.ts';

/** Installs a publication, or leaves everything as it was and says why. */
export async function installPublication(options: OfferOptions): Promise<Result<AcceptableOffer>> {
  const examined = await examineOffer(options);
  if (!examined.ok || examined.value.inUse) return examined;
  const { verified, files } = examined.value;
  const kept = keepPublication(options.dataDirectory, files, verified);
  if (!kept.ok) return kept;
  await rememberInstalled(options, examined.value);
  return examined;
}

/** After a publication was kept: how far they have come is remembered everywhere, and what is no longer needed goes. */
export async function rememberInstalled(
  { dataDirectory, source, clock }: OfferOptions,
  { verified, files, trust }: AcceptableOffer,
): Promise<void> {
  const directory = keptDirectoryIn(dataDirectory);
  try {
    writeLocalRoots(directory, files);
  } catch {
    // The kept publication carries the same roots.
  }
  for (const place of markPlaces(dataDirectory)) await place.write(markOf(verified, trust.own));
  await logInstalled(dataDirectory, verified, trust.own, source.place, clock());
  await pruneKept(dataDirectory, (await readLocalRoots(directory, trust.root)).root);
}
