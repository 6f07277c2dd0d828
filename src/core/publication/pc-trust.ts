import type { Problem } from '../../shared/domain/problem.ts';
import { dataFolderProblem } from '../platform/data-directory.ts';
import { formatFingerprint, isDemoRoot } from './trust/fingerprint.ts';
import type { TrustedRoot } from './trust/metadata.ts';
import { type GuardPlace, guardPlaces } from './rollback-guard.ts';
import { type OwnRoot, ownRootFileIn, writeOwnRootFile, readOwnRootFile } from './own-root.ts';
import { ownRootInDatabase } from './install/publication-log.ts';

/** Which root this PC starts from. */
export type PcTrust = EmbeddedTrust | OwnTrust | UnclearTrust;

/** The root that came with the program: the demonstration, or that of a school which built the program itself. */
interface EmbeddedTrust {
  readonly kind: 'demo' | 'built-in';
  readonly root: TrustedRoot;
  readonly own: null;
  readonly problem: null;
}

/** Set on this PC. What came with a demonstration program counts for nothing any more. */
export interface OwnTrust {
  readonly kind: 'own';
  readonly root: TrustedRoot;
  readonly own: OwnRoot;
  /** One of its copies was lost, damaged or forged. */
  readonly problem: Problem | null;
}

/** An own root was set, but which one cannot be told: nothing is installed, and only what came with the program is used. */
export interface UnclearTrust {
  readonly kind: 'unclear';
  readonly root: TrustedRoot;
  readonly own: null;
  /** The roots that contradict each other; none when nothing readable is left. */
  readonly candidates: readonly OwnRoot[];
  readonly problem: Problem;
}

/** @param forgetful places to tell again, once there is a publication to write a mark of. */
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
      ? // Nothing is known where the folder cannot be entered: not even that a root was ever set.
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
    // The other copies stand in again the next time.
  }
}

/** What the places of this PC remember of an own root. */
export interface OwnRootCopies {
  /** Usually none or one. Several: somebody wrote where only this program should. */
  readonly found: readonly OwnRoot[];
  /** The one that more places remember than any other; null when there is none. */
  readonly agreed: OwnRoot | null;
  /** Whether the file of its own says what was agreed on. */
  readonly file: 'sound' | 'absent' | 'wrong';
  /** Places of marks that do not. */
  readonly outdated: readonly GuardPlace[];
}

/** Asks all of them, every time: deleting one, or forging one, must not decide. */
export async function readOwnRootCopies(dataDirectory: string): Promise<OwnRootCopies> {
  const places = guardPlaces(dataDirectory);
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
    outdated: places.filter((_, at) => !says(marks[at] ?? null)),
  };
}
