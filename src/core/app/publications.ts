import type { PublicationLook, PublicationSourceSetting } from '../../shared/domain/publication-source.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { claimDataFolder, releaseDataFolder } from '../platform/access/data-folder-access.ts';
import type { ChosenPublication } from '../publication/choose-publication.ts';
import type { AcceptableOffer, OfferOptions } from '../publication/install/examine-offer.ts';
import type { PublicationLogEntry } from '../publication/install/publication-log.ts';
import type { FetchStatus } from '../publication/fetch/publication-fetch.ts';
import type { PublicationSource } from '../publication/sources/publication-source.ts';
import { VERSION } from '../platform/version.ts';
import { createConfWriter } from '../settings/settings-files.ts';
import { dataFolderOf } from './data-folder.ts';

/**
 * The publications of this PC. Beside the app, which needs a good one to open: a new one is installed, and the school's root trusted,
 * also where there is none. A place is a folder or an https address.
 */
export interface Publications {
  status(): Promise<Result<{ readonly inUse: ChosenPublication; readonly stored: readonly StoredPublication[] }>>;
  /** Every publication ever installed here, newest first. */
  history(): Promise<PublicationLogEntry[]>;
  /** Would this PC take it? Changes nothing. */
  verify(place: string): Promise<Result<AcceptableOffer>>;
  install(place: string): Promise<Result<AcceptableOffer>>;
  /** Fingerprint of the root that a publication brings, in hex; null where it brings none. */
  offeredFingerprint(place: string): Promise<string | null>;
  /** What would be trusted. Changes nothing. */
  introduce(place: string): Promise<Result<AcceptableOffer>>;
  /**
   * Trusts the root of a publication and installs it.
   * @param typed fingerprint as somebody typed it. @returns also `own-root-fingerprint-unreadable`, `own-root-fingerprint-wrong`.
   */
  trust(place: string, typed: string): Promise<Result<AcceptableOffer>>;
  /** Where new ones are fetched from, and what the last looks found. */
  fetchStatus(): Promise<FetchStatus>;
  /**
   * Names the place that new ones are fetched from, and whether that happens by itself.
   * @param place null: the one that is named already. @returns also `publication-source-missing`.
   */
  setSource(place: string | null, enabled: boolean): Promise<Result<PublicationSourceSetting>>;
  /** Looks at that place now, and installs what is newer. */
  fetch(signal: AbortSignal): Promise<Result<PublicationLook>>;
  close(): void;
}

interface StoredPublication {
  /** Version, a point, number of the signature. */
  readonly name: string;
  readonly problem: Problem | null;
}

/** @param named data folder on the command line. @returns `home-folder-unknown`. */
export async function openPublications(named: string | undefined): Promise<Result<Publications>> {
  const folder = dataFolderOf(named);
  if (!folder.ok) return folder;
  const dataDirectory = folder.value;
  const claimed = await claimDataFolder(dataDirectory);
  if (!claimed.ok) return claimed;
  const offered = async (
    place: string,
    work: (options: OfferOptions) => Promise<Result<AcceptableOffer>>,
  ): Promise<Result<AcceptableOffer>> => {
    const source = await sourceAt(place);
    return source.ok ? await work({ source: source.value, dataDirectory, clock: () => new Date() }) : source;
  };
  const fetching = async () => {
    const { createPublicationFetch } = await import('../publication/fetch/publication-fetch.ts');
    return createPublicationFetch({ dataDirectory, clock: () => new Date() });
  };
  return succeed({
    async status() {
      const { publicationStatus } = await import('../publication/status.ts');
      const { installedFolderName } = await import('../publication/installed-publications.ts');
      const status = await publicationStatus(dataDirectory);
      if (!status.ok) return status;
      const { inUse, installed } = status.value;
      const stored = installed.map(({ folder: { version, timestampVersion }, problem }) => ({
        name: installedFolderName(version, timestampVersion),
        problem,
      }));
      return succeed({ inUse, stored });
    },
    async history() {
      const { listInstallations } = await import('../publication/install/publication-log.ts');
      return await listInstallations(dataDirectory);
    },
    async verify(place) {
      const { examineOffer } = await import('../publication/install/examine-offer.ts');
      return await offered(place, examineOffer);
    },
    async install(place) {
      const { installPublication } = await import('../publication/install/install-publication.ts');
      return await offered(place, installPublication);
    },
    async offeredFingerprint(place) {
      const { offeredFingerprint } = await import('../publication/install/trust-publication.ts');
      const source = await sourceAt(place);
      return source.ok ? await offeredFingerprint(source.value) : null;
    },
    async introduce(place) {
      const { introducePublication } = await import('../publication/install/trust-publication.ts');
      return await offered(place, introducePublication);
    },
    async trust(place, typed) {
      const { trustPublication } = await import('../publication/install/trust-publication.ts');
      const { parseFingerprint } = await import('../publication/trust/fingerprint.ts');
      const fingerprint = parseFingerprint(typed);
      if (fingerprint === null) return fail('own-root-fingerprint-unreadable', { given: typed });
      return await offered(place, (options) => trustPublication(options, fingerprint));
    },
    fetchStatus: async () => await (await fetching()).status(),
    async setSource(place, enabled) {
      const { readPublicationSource, savePublicationSource } = await import('../publication/fetch/source-setting.ts');
      const target = place === null ? await namedPlace(readPublicationSource(dataDirectory)) : succeed(place);
      if (!target.ok) return target;
      const settings = createConfWriter(dataDirectory, VERSION);
      return await savePublicationSource(dataDirectory, { place: target.value, enabled }, settings);
    },
    fetch: async (signal) => await (await fetching()).look('person', signal),
    close: () => releaseDataFolder(dataDirectory),
  });
}

async function namedPlace(reading: Promise<Result<PublicationSourceSetting | null>>): Promise<Result<string>> {
  const read = await reading;
  if (!read.ok) return read;
  return read.value === null ? fail('publication-source-missing') : succeed(read.value.place);
}

async function sourceAt(place: string): Promise<Result<PublicationSource>> {
  const { sourceAt: at } = await import('../publication/sources/source-at.ts');
  return at(place);
}
