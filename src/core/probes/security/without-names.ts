import path from 'node:path';
import type { Note } from '../../platform/note.ts';
import type { Surroundings } from '../../platform/surroundings.ts';

/** Longer ones first, so that a folder below the home folder is not cut in the middle. */
const foldersOf = (surroundings: Pick<Surroundings, 'home' | 'env'>, dataDirectory: string) =>
  (
    [
      [dataDirectory, '<data>'],
      [surroundings.home, '~'],
      [surroundings.env['USERPROFILE'] ?? '', '~'],
    ] as const
  )
    .filter(([folder]) => folder !== '' && path.dirname(folder) !== folder)
    .toSorted(([a], [b]) => b.length - a.length);

/** Words for places: the home folder, and the data folder below it, have the name of a person in them. */
export function withoutNames(
  surroundings: Pick<Surroundings, 'home' | 'env'>,
  dataDirectory: string,
): (text: string) => string {
  const folders = foldersOf(surroundings, dataDirectory);
  return (text) => folders.reduce((told, [folder, word]) => told.replaceAll(folder, () => word), text);
}

/** A sheet on which no name is left. What a machine says quotes paths; its first words tell enough. */
export const namelessNote =
  (note: Note, hide: (text: string) => string): Note =>
  ({ place, code, detail }) =>
    note({ place: hide(place), code, detail: hide(detail) });
