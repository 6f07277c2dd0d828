import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CitedText } from '../../../shared/domain/reading-trouble.ts';
import { kindAt } from '../files/open-file.ts';
import type { RegisteredLayer } from './openxr-layers.ts';

/** Manifests in a folder, in order; none where there is no such folder. */
export async function manifestsIn(folder: string): Promise<CitedText[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ text: path.join(folder, name), source: folder }));
}

/** A file or a folder of files; what `XR_API_LAYER_PATH` may hold. */
async function manifestsAt(place: string, source: string): Promise<CitedText[]> {
  if ((await kindAt(place)) === 'file') return [{ text: place, source }];
  return (await manifestsIn(place)).map(({ text }) => ({ text, source }));
}

/** Explicit layers in the places of `XR_API_LAYER_PATH`, and those places that are not there. */
export async function layersInPlaces(
  places: readonly string[],
  source: string,
): Promise<{ layers: RegisteredLayer[]; missing: string[] }> {
  const kinds = await Promise.all(places.map(kindAt));
  const found = await Promise.all(places.map((place) => manifestsAt(place, source)));
  return {
    layers: found.flat().map((manifest) => ({ path: manifest, kind: 'explicit', enabled: true })),
    missing: places.filter((_, index) => kinds[index] === null),
  };
}
