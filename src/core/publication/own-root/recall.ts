import { ownRootInDatabase } from '../install/publication-log.ts';
import type { MarkPlace } from '../marks/mark.ts';
import { markPlaces } from '../marks/places.ts';
import type { OwnRoot } from './own-root.ts';
import { readOwnRootFile } from './own-root-file.ts';

/** What the places of this PC remember of an own root. */
export interface Recalled {
  /** Usually none or one. Several: somebody wrote where only this program should. */
  readonly found: readonly OwnRoot[];
  /** The one that more places remember than any other; null when there is none. */
  readonly agreed: OwnRoot | null;
  /** Whether the file of its own says what was agreed on. */
  readonly file: 'sound' | 'absent' | 'wrong';
  /** Places of marks that do not. */
  readonly forgetful: readonly MarkPlace[];
}

/** Asks all of them, every time: deleting one, or forging one, must not decide. */
export async function recallOwnRoots(dataDirectory: string): Promise<Recalled> {
  const places = markPlaces(dataDirectory);
  const [file, inDatabase, ...marks] = await Promise.all([
    readOwnRootFile(dataDirectory),
    ownRootInDatabase(dataDirectory),
    ...places.map(async (place) => (await place.read()).find(({ ownRoot }) => ownRoot !== null)?.ownRoot ?? null),
  ]);
  const remembered = [typeof file === 'string' ? null : file, inDatabase, ...marks].filter((own) => own !== null);
  const votes = Map.groupBy(remembered, ({ root }) => root.anchor);
  const [most, second] = [...votes.values()].toSorted((one, other) => other.length - one.length);
  const agreed = most !== undefined && most.length > (second?.length ?? 0) ? most[0]! : null;
  const says = (own: OwnRoot | null): boolean => own !== null && own.root.anchor === agreed?.root.anchor;
  return {
    found: [...votes.values()].map(([own]) => own!),
    agreed,
    file: file === 'absent' ? 'absent' : file !== 'damaged' && says(file) ? 'sound' : 'wrong',
    forgetful: places.filter((_, at) => !says(marks[at] ?? null)),
  };
}
