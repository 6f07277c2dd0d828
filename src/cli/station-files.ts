import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLE_EXTENSION } from '../core/inspections/lab/bundle/station-bundle.ts';

const ENDING = `.${BUNDLE_EXTENSION}`;

/** Files as they were named, and in the place of folders the station files in them. */
export async function stationFilesIn(places: readonly string[]): Promise<string[]> {
  const files = places.map(async (place) => {
    const names = await readdir(place).catch(() => null);
    if (names === null) return [place];
    const ours = names.filter((name) => name.toLowerCase().endsWith(ENDING));
    return ours.toSorted().map((name) => path.join(place, name));
  });
  return (await Promise.all(files)).flat();
}
