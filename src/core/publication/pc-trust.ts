import type { Problem } from '../../shared/domain/problem.ts';
import { dataFolderProblem } from '../platform/data-directory.ts';
import { formatFingerprint, isDemoRoot } from './trust/fingerprint.ts';
import type { TrustedRoot } from './trust/metadata.ts';
import { type GuardPlace, guardPlaces } from './rollback-guard.ts';
import { type OwnRoot, ownRootFileIn, writeOwnRootFile, readOwnRootFile } from './own-root.ts';
import { ownRootInDatabase } from './own-root-in-database.ts';

/** The trust anchor of this PC. */
export type PcTrust = EmbeddedTrust | OwnTrust | UnclearTrust;

/** The root that came with the program: the demonstration, or that of a school which built the program itself. */
interface EmbeddedTrust {
  readonly kind: 'demo' | 'built-in';
  readonly root: TrustedRoot;
  readonly own: null;
  readonly problem: null;
}

/** A root that was set on this PC. The publication of the demonstration is not trusted any more. */
export interface OwnTrust {
  readonly kind: 'own';
  readonly root: TrustedRoot;
  readonly own: OwnRoot;
  /** Set where one of the copies was lost, damaged or forged. */
  readonly problem: Problem | null;
}

/** An own root was set, but it is unclear which: nothing is installed, and only the embedded publication is used. */
export interface UnclearTrust {
  readonly kind: 'unclear';
  readonly root: TrustedRoot;
  readonly own: null;
  /** The roots that contradict each other; none when nothing readable is left. */
  readonly candidates: readonly OwnRoot[];
  readonly problem: Problem;
}

/** Determines the trust anchor. `outdated`: places of the rollback guard without the own root, to be rewritten when a publication is in use. */
export async function readPcTrust(
  embedded: TrustedRoot,
  dataDirectory: string,
): Promise<{ trust: PcTrust; outdated: readonly GuardPlace[] }> {
  if (!isDemoRoot(embedded))
    return { trust: { kind: 'built-in', root: embedded, own: null, problem: null }, outdated: [] };
  const { found, agreed, file, outdated } = await readOwnRootCopies(dataDirectory);
  if (agreed !== null) {
    if (file !== 'sound') restore(dataDirectory, agreed);
    const others = found.filter(({ root }) => root.anchor !== agreed.root.anchor);
    const problem: Problem | null =
      others.length > 0
        ? { code: 'own-root-outvoted', params: { found: fingerprintsOf(others) } }
        : file === 'sound'
          ? null
          : { code: 'own-root-restored', params: { file: ownRootFileIn(dataDirectory) } };
    return { trust: { kind: 'own', root: agreed.root, own: agreed, problem }, outdated };
  }
  if (found.length === 0 && file === 'absent')
    return { trust: { kind: 'demo', root: embedded, own: null, problem: null }, outdated: [] };
  const problem: Problem =
    found.length === 0
      ? // Where the folder cannot be entered it is unknown whether a root was ever set.
        (dataFolderProblem(dataDirectory) ?? {
          code: 'own-root-damaged',
          params: { file: ownRootFileIn(dataDirectory) },
        })
      : { code: 'own-root-conflict', params: { found: fingerprintsOf(found) } };
  return { trust: { kind: 'unclear', root: embedded, own: null, candidates: found, problem }, outdated: [] };
}

const fingerprintsOf = (roots: readonly OwnRoot[]): string =>
  roots.map(({ root }) => formatFingerprint(root.anchor)).join(', ');

function restore(dataDirectory: string, own: OwnRoot): void {
  try {
    writeOwnRootFile(dataDirectory, own);
  } catch {
    // The other copies are used again at the next start.
  }
}

/** The copies of the own root on this PC. */
export interface OwnRootCopies {
  /** Distinct roots, usually none or one. Several: a copy was forged. */
  readonly found: readonly OwnRoot[];
  /** The root with the most copies; null where there is none or a tie. */
  readonly agreed: OwnRoot | null;
  /** Whether `own-root.json` contains the agreed root. */
  readonly file: 'sound' | 'absent' | 'wrong';
  /** Places of the rollback guard that do not contain it. */
  readonly outdated: readonly GuardPlace[];
}

/** Reads all copies and takes the majority, so that deleting or forging a single one has no effect. */
async function readOwnRootCopies(dataDirectory: string): Promise<OwnRootCopies> {
  const places = guardPlaces(dataDirectory);
  const [file, inDatabase, ...guards] = await Promise.all([
    readOwnRootFile(dataDirectory),
    ownRootInDatabase(dataDirectory),
    ...places.map(async (place) => (await place.read()).find(({ ownRoot }) => ownRoot !== null)?.ownRoot ?? null),
  ]);
  const remembered = [typeof file === 'string' ? null : file, inDatabase, ...guards].filter((own) => own !== null);
  const votes = Map.groupBy(remembered, ({ root }) => root.anchor);
  const [first, second] = [...votes.values()].toSorted((one, other) => other.length - one.length);
  const agreed = first !== undefined && first.length > (second?.length ?? 0) ? first[0]! : null;
  const isAgreed = (own: OwnRoot | null): boolean => own !== null && own.root.anchor === agreed?.root.anchor;
  return {
    found: [...votes.values()].map(([own]) => own!),
    agreed,
    file: file === 'absent' ? 'absent' : file !== 'damaged' && isAgreed(file) ? 'sound' : 'wrong',
    outdated: places.filter((_, at) => !isAgreed(guards[at] ?? null)),
  };
}
