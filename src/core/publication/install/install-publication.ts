import type { Result } from '../../../shared/domain/result.ts';
import { readEmbedded } from '../embedded.ts';
import { keptDirectoryIn } from '../kept/kept-folders.ts';
import { keepPublication, pruneKept } from '../kept/keep-publication.ts';
import { markOf } from '../marks/mark.ts';
import { markPlaces } from '../marks/places.ts';
import { embeddedFolder } from '../sources/program-source.ts';
import { readLocalRoots, writeLocalRoots } from '../trust/local-roots.ts';
import { type AcceptableOffer, examineOffer, type OfferOptions } from './examine-offer.ts';
import { logInstalled } from './publication-log.ts';

/** Installs a publication, or leaves everything as it was and says why. */
export async function installPublication(options: OfferOptions): Promise<Result<AcceptableOffer>> {
  const examined = await examineOffer(options);
  if (!examined.ok || examined.value.inUse) return examined;
  const { dataDirectory, source, clock } = options;
  const { verified, files } = examined.value;
  const kept = keepPublication(dataDirectory, files, verified);
  if (!kept.ok) return kept;
  const directory = keptDirectoryIn(dataDirectory);
  try {
    writeLocalRoots(directory, files);
  } catch {
    // The kept publication carries the same roots.
  }
  for (const place of markPlaces(dataDirectory)) await place.write(markOf(verified));
  await logInstalled(dataDirectory, verified, source.place, clock());
  const embedded = await readEmbedded(options.embedded ?? embeddedFolder());
  if (embedded.ok) await pruneKept(dataDirectory, (await readLocalRoots(directory, embedded.value.root)).root);
  return examined;
}
