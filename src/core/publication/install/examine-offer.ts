import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { findNewestInstalled } from '../choose-publication.ts';
import { type Embedded, readEmbedded, embeddedFolder } from '../embedded.ts';
import { installedDirectoryIn } from '../installed-publications.ts';
import { DOCUMENT_NAMES, targetOf, TIMESTAMP_PATH } from '../../published/layout.ts';
import { findHighestGuard, guardPlaces, readGuards } from '../rollback-guard.ts';
import { type PcTrust, readPcTrust, type UnclearTrust } from '../pc-trust.ts';
import { gather, type PublicationFiles, type PublicationSource } from '../sources/publication-source.ts';
import { readLocalRoots } from '../trust/root-chain.ts';
import type { TrustedRoot } from '../trust/metadata.ts';
import { type VerifiedPublication, verifyPublication } from '../trust/verify-publication.ts';
import { checkClock, type KnownPublications, requireNotExpired, requireNotOlder } from './judge-offer.ts';
import { readPublicationMemory } from './publication-log.ts';

export interface OfferOptions {
  readonly source: PublicationSource;
  readonly dataDirectory: string;
  readonly clock: () => Date;
  /** Folder of the embedded publication. */
  readonly embedded?: string;
  /**
   * How the files of the source are read; by default in this process.
   * @param known files of the publication in use.
   */
  readonly gather?: (
    source: PublicationSource,
    firstRoot: number,
    known: PublicationFiles,
  ) => Promise<Result<PublicationFiles>>;
}

/** A publication with its files in memory. */
interface LoadedPublication {
  readonly verified: VerifiedPublication;
  readonly files: PublicationFiles;
}

/** A trust state with a root from which an offer can be judged. */
export type ClearTrust = Exclude<PcTrust, UnclearTrust>;

/** A publication that may be installed. Its files include every root after the trust anchor. */
export interface AcceptableOffer extends LoadedPublication {
  readonly trust: ClearTrust;
  /** Whether exactly this publication is in use already. */
  readonly inUse: boolean;
}

/** Reads an offered publication once and judges it by everything that this PC knows. Installs nothing. */
export async function examineOffer(options: OfferOptions): Promise<Result<AcceptableOffer>> {
  const embedded = await readEmbedded(options.embedded ?? embeddedFolder());
  if (!embedded.ok) return embedded;
  const { trust } = await readPcTrust(embedded.value.root, options.dataDirectory);
  if (trust.kind === 'unclear') return { ok: false, problem: trust.problem };
  return await examineOfferUnder(trust, embedded.value, options);
}

/** Examines an offer under a root that the caller vouches for. */
export async function examineOfferUnder(
  trust: ClearTrust,
  embedded: Embedded,
  options: OfferOptions,
): Promise<Result<AcceptableOffer>> {
  const { source, dataDirectory, clock } = options;
  const local = await readLocalRoots(installedDirectoryIn(dataDirectory), trust.root);
  const current = await loadInUse(trust, embedded, dataDirectory);
  if (!current.ok) return current;
  const accepted = current.value;
  const trusted = newerRoot(local.root, accepted?.verified.root ?? trust.root);

  const firstRoot = trusted.version + 1;
  const offered = await (options.gather?.(source, firstRoot, accepted?.files ?? new Map()) ??
    gather(source, firstRoot));
  if (!offered.ok) return offered;
  const verified = verifyPublication((file) => offered.value.get(file) ?? null, trusted);
  if (!verified.ok) return verified;
  const offer: LoadedPublication = { verified: verified.value, files: offered.value };

  const { publication } = embedded;
  const came = publication.ok ? publication.value : null;
  const known = { embedded: trust.kind === 'own' ? null : came, accepted: accepted?.verified ?? null };
  const timely = await judgeTime(offer.verified, known, came?.signedAt ?? null, dataDirectory, clock());
  if (!timely.ok) return timely;
  const { replayWithTuf } = await import('./replay-with-tuf.ts');
  const replayed = await replayWithTuf({
    offered: offer.files,
    targets: new Map(DOCUMENT_NAMES.map((name) => [targetOf(name), offer.verified.documents[name]])),
    trusted,
    accepted: accepted?.files ?? new Map(),
  });
  if (!replayed.ok) return replayed;
  const { validateDocuments } = await import('../../published/validate-documents.ts');
  const valid = validateDocuments(offer.verified.documents);
  if (!valid.ok) return valid;

  const inUse = sameBytes(accepted?.files.get(TIMESTAMP_PATH), offer.files.get(TIMESTAMP_PATH));
  if (!inUse && accepted !== null && isSameNumber(accepted.verified, offer.verified))
    return fail('publication-mismatch', { file: TIMESTAMP_PATH, detail: `${offer.verified.timestampVersion} ≠` });
  const roots = rootsAfter(trust.root, [...local.files, ...(accepted?.files ?? []), ...offer.files]);
  return succeed({ ...offer, files: new Map([...roots, ...offer.files]), inUse, trust });
}

/**
 * Checks that the clock is plausible and that the offer is neither older than what was here nor expired.
 * @param built when the embedded publication was signed, before which the program cannot have been built.
 */
async function judgeTime(
  offer: VerifiedPublication,
  known: Omit<KnownPublications, 'guard'>,
  built: Date | null,
  dataDirectory: string,
  now: Date,
): Promise<Result<null>> {
  const { guards, lastRun } = await readPublicationMemory(dataDirectory);
  const guard = findHighestGuard([...guards, ...(await readGuards(guardPlaces(dataDirectory)))], offer.root);
  const signed = [offer.signedAt, known.accepted?.signedAt, built, guard?.signedAt].flatMap((at) => at ?? []);
  const results = [
    checkClock(now, { signed, lastRun }),
    requireNotOlder(offer, { ...known, guard }),
    requireNotExpired(offer, now),
  ];
  return results.find((result) => !result.ok) ?? succeed(null);
}

/** Loads the publication in use. @returns null where an own root was set and nothing signed under it is installed. */
async function loadInUse(
  trust: PcTrust,
  embedded: Embedded,
  dataDirectory: string,
): Promise<Result<LoadedPublication | null>> {
  const { publication, files } = embedded;
  const { installed } = await findNewestInstalled(trust, publication.ok ? publication.value : null, dataDirectory);
  if (installed !== null) return succeed(installed.publication);
  if (trust.kind === 'own') return succeed(null);
  return publication.ok ? succeed({ verified: publication.value, files }) : publication;
}

const newerRoot = (one: TrustedRoot, other: TrustedRoot): TrustedRoot => (one.version >= other.version ? one : other);

const rootsAfter = (root: TrustedRoot, files: readonly [string, Uint8Array][]): [string, Uint8Array][] =>
  files.filter(([file]) => Number(/^metadata\/(\d+)\.root\.json$/.exec(file)?.[1]) > root.version);

const isSameNumber = (one: VerifiedPublication, other: VerifiedPublication): boolean =>
  one.version === other.version && one.timestampVersion === other.timestampVersion;

const sameBytes = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
