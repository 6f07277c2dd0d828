import type { Result } from '../../shared/domain/result.ts';
import type { Publication } from '../published/publication.ts';
import { createPublicationView } from '../published/publication-in-use.ts';
import type { ChosenPublication } from './choose-publication.ts';
import { listInstalled, installedFolderName } from './installed-publications.ts';

/** The publication in use, and how it was chosen. A newer one takes its place while the program runs. */
export interface PublicationInUse {
  /** One object for as long as the program runs: its properties are always those of the publication in use. */
  readonly publication: Publication;
  /** Null: nothing is known about it. */
  readonly chosen: ChosenPublication | null;
  /** Where publications are installed; null where one was named for this run, which nothing replaces. */
  readonly dataDirectory: string | null;
  /** Chooses again where another publication was installed since, by this program or another. @returns whether it was replaced. */
  refresh(): Promise<boolean>;
  /** Called each time it was replaced. */
  onReplaced(listener: () => void): void;
}

/** @param choose chooses the newest publication installed in the data folder. */
export function createPublicationInUse(
  first: ChosenPublication,
  dataDirectory: string | null,
  choose: (dataDirectory: string) => Promise<Result<ChosenPublication>>,
): PublicationInUse {
  let chosen = first;
  const listeners: (() => void)[] = [];
  const { view, replace } = createPublicationView(first.publication);
  /** Names of the installed ones at the last choice; null: not looked at yet. */
  let seen: string | null = null;
  const installedNow = async (folder: string): Promise<string> =>
    (await listInstalled(folder))
      .map(({ version, timestampVersion }) => installedFolderName(version, timestampVersion))
      .join(' ');
  return {
    publication: view,
    get chosen() {
      return chosen;
    },
    dataDirectory,
    async refresh() {
      if (dataDirectory === null) return false;
      const installed = await installedNow(dataDirectory);
      if (installed === seen) return false;
      const next = await choose(dataDirectory);
      // What cannot be used replaces nothing that is in use.
      if (!next.ok) return false;
      seen = installed;
      const before = chosen;
      if (isSame(before, next.value)) return false;
      // Folders that disappear while the program runs take nothing back: the next start says what is missing.
      if (isOlder(next.value, before)) return false;
      chosen = next.value;
      replace(chosen.publication);
      for (const listener of listeners) listener();
      return true;
    },
    onReplaced: (listener) => void listeners.push(listener),
  };
}

/** A publication in use that nothing replaces. */
export const fixedPublication = (
  publication: Publication,
  chosen: ChosenPublication | null = null,
): PublicationInUse => ({
  publication,
  chosen,
  dataDirectory: null,
  refresh: () => Promise.resolve(false),
  onReplaced: () => undefined,
});

const isSame = ({ verified: one }: ChosenPublication, { verified: other }: ChosenPublication): boolean =>
  one.root.anchor === other.root.anchor &&
  one.version === other.version &&
  one.timestampVersion === other.timestampVersion;

const isOlder = ({ verified: one }: ChosenPublication, { verified: other }: ChosenPublication): boolean =>
  one.root.anchor === other.root.anchor &&
  (one.version < other.version || (one.version === other.version && one.timestampVersion < other.timestampVersion));
