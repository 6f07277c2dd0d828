import { rmSync } from 'node:fs';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { messageOf } from '../../platform/message-of.ts';
import { type Embedded, readEmbedded, embeddedFolder } from '../embedded.ts';
import { storePublication, rememberInstalled } from './install-publication.ts';
import { MAX_BYTES, rootPath } from '../../published/layout.ts';
import { type OwnRoot, ownRootFileIn, writeOwnRootFile } from '../own-root.ts';
import { type PcTrust, readPcTrust } from '../pc-trust.ts';
import { gather, memorySource, type PublicationSource } from '../sources/publication-source.ts';
import { formatFingerprint, isDemoRoot } from '../trust/fingerprint.ts';
import { asResult, type TrustedRoot } from '../trust/metadata.ts';
import { introducedRoot } from '../trust/root-chain.ts';
import { type AcceptableOffer, examineOfferUnder, type OfferOptions } from './examine-offer.ts';

/** A publication with its own first root, which is not trusted yet: people have to compare its fingerprint. */
interface Introduced {
  readonly own: OwnRoot;
  readonly embedded: Embedded;
  /** Options with a source that returns the bytes already read. */
  readonly options: OfferOptions;
}

/** Examines a publication under its own first root, without trusting or changing anything. */
export async function introducePublication(options: OfferOptions): Promise<Result<AcceptableOffer>> {
  const introduced = await introduce(options);
  return introduced.ok ? await examineIntroduced(introduced.value) : introduced;
}

/** Fingerprint of the first root of a source. @returns null where there is no valid one. */
export async function offeredFingerprint(source: PublicationSource): Promise<string | null> {
  const read = await source.read(rootPath(1), MAX_BYTES.root);
  const root = asResult(() => introducedRoot(() => (read.ok ? read.value : null)));
  return root.ok ? root.value.anchor : null;
}

/**
 * Trusts the root of a publication from now on, in place of the demonstration root, and installs the publication.
 * @param fingerprint of its first root, received from operations through another way than the publication itself.
 */
export async function trustPublication(given: OfferOptions, fingerprint: string): Promise<Result<AcceptableOffer>> {
  const introduced = await introduce(given);
  if (!introduced.ok) return introduced;
  const { own, options } = introduced.value;
  if (own.root.anchor !== fingerprint)
    return fail('own-root-fingerprint-wrong', {
      found: formatFingerprint(own.root.anchor),
      given: formatFingerprint(fingerprint),
    });
  const examined = await examineIntroduced(introduced.value);
  if (!examined.ok) return examined;
  const { verified, files, inUse } = examined.value;
  // The publication is stored first: after a power cut the demonstration is still usable, while a root without a publication is not.
  const installed = inUse ? succeed(null) : storePublication(options.dataDirectory, files, verified);
  if (!installed.ok) return installed;
  try {
    writeOwnRootFile(options.dataDirectory, own);
  } catch (cause) {
    if (installed.value !== null) rmSync(installed.value, { recursive: true, force: true });
    return fail('own-root-not-kept', { file: ownRootFileIn(options.dataDirectory), detail: messageOf(cause) });
  }
  await rememberInstalled(options, examined.value);
  return examined;
}

const examineIntroduced = ({ own, embedded, options }: Introduced): Promise<Result<AcceptableOffer>> =>
  examineOfferUnder({ kind: 'own', root: own.root, own, problem: null }, embedded, options);

async function introduce(options: OfferOptions): Promise<Result<Introduced>> {
  const embedded = await readEmbedded(options.embedded ?? embeddedFolder());
  if (!embedded.ok) return embedded;
  const { trust } = await readPcTrust(embedded.value.root, options.dataDirectory);
  if (trust.kind === 'built-in')
    return fail('own-root-built-in', { fingerprint: formatFingerprint(trust.root.anchor) });
  const files = await gather(options.source, 1);
  if (!files.ok) return files;
  const first = asResult(() => introducedRoot((file) => files.value.get(file) ?? null));
  if (!first.ok) return first;
  const root = first.value;
  const demoKeys = new Set([...embedded.value.root.keys.values()].map(({ hex }) => hex));
  if (isDemoRoot(root) || [...root.keys.values()].some(({ hex }) => demoKeys.has(hex))) return fail('own-root-is-demo');
  const allowed = requireSettable(root, trust);
  if (!allowed.ok) return allowed;
  const own = trust.own ?? { root, setAt: formatInstant(options.clock()) };
  const source = memorySource(options.source.place, files.value);
  return succeed({ own, embedded: embedded.value, options: { ...options, source } });
}

/** An own root can be set only once; later roots are signed by their predecessors. Setting the same one again repairs lost or contradicting copies. */
function requireSettable(root: TrustedRoot, trust: PcTrust): Result<null> {
  const set = trust.kind === 'own' ? [trust.own] : trust.kind === 'unclear' ? trust.candidates : [];
  if (set.length === 0 || set.some((known) => known.root.anchor === root.anchor)) return succeed(null);
  if (trust.kind === 'unclear') return { ok: false, problem: trust.problem };
  const [{ root: known, setAt }] = set as [OwnRoot];
  return fail('own-root-already-set', { fingerprint: formatFingerprint(known.anchor), date: setAt.slice(0, 10) });
}
