import { markFilePlaces, markKey } from './mark-files.ts';
import type { Mark, MarkPlace } from './mark.ts';
import { registryMarkPlace } from './registry-place.ts';

/** Where this PC remembers, beside the database. */
export const markPlaces = (dataDirectory: string): readonly MarkPlace[] => [
  ...markFilePlaces(dataDirectory),
  ...(process.platform === 'win32' ? [registryMarkPlace(markKey(dataDirectory))] : []),
];

export const readMarks = async (places: readonly MarkPlace[]): Promise<Mark[]> =>
  (await Promise.all(places.map((place) => place.read()))).flat();
