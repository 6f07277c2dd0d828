import { createHash } from 'node:crypto';
import path from 'node:path';
import { type OwnRoot, parseOwnRoot, serializeOwnRoot } from './own-root.ts';
import type { TrustedRoot } from './trust/metadata.ts';
import { absoluteFolder, homeFolder } from '../platform/data-directory.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';

/**
 * The newest versions ever accepted on this PC, against installing older ones. Stored in several places, because folders get
 * deleted: the highest readable one counts.
 */
export interface RollbackGuard {
  /** Version of the newest publication ever accepted. */
  readonly version: number;
  /** Version of the newest root ever trusted. */
  readonly root: number;
  /** When its newest signature was made. */
  readonly signedAt: Date;
  /** Ids of the keys that could sign it. Once all of them are replaced, the version numbers do not count any more. */
  readonly targetsKeys: readonly string[];
  readonly timestampKeys: readonly string[];
  /** Fingerprint of the trust anchor; under another anchor the guard does not count. */
  readonly anchor: string;
  /** That root, where it was set on this PC: each place of the guard is also a copy of the own root. */
  readonly ownRoot: OwnRoot | null;
}

/** One place where the guard is stored. Its methods never throw. */
export interface GuardPlace {
  readonly name: string;
  read(): Promise<readonly RollbackGuard[]>;
  /** @returns false when it could not be written. */
  write(guard: RollbackGuard): Promise<boolean>;
}

export const formatGuard = ({ signedAt, ownRoot, ...rest }: RollbackGuard): string =>
  JSON.stringify({
    ...rest,
    signedAt: signedAt.toISOString(),
    ownRoot: ownRoot === null ? null : serializeOwnRoot(ownRoot),
  });

const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const isKeyList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string');

/** Parses a guard. @returns null where the text is none. */
export function parseGuard(text: string): RollbackGuard | null {
  let written: Record<keyof RollbackGuard, unknown> | null;
  try {
    written = JSON.parse(text) as typeof written;
  } catch {
    return null;
  }
  const { version, root, signedAt, targetsKeys, timestampKeys, anchor, ownRoot } =
    written ?? ({} as Record<keyof RollbackGuard, unknown>);
  const instant = new Date(typeof signedAt === 'string' ? signedAt : '');
  if (!isVersion(version) || !isVersion(root) || Number.isNaN(instant.getTime())) return null;
  if (!isKeyList(targetsKeys) || !isKeyList(timestampKeys) || typeof anchor !== 'string') return null;
  return { version, root, signedAt: instant, targetsKeys, timestampKeys, anchor, ownRoot: parseOwnRoot(ownRoot) };
}

export const buildGuard = (
  publication: { version: number; signedAt: Date; root: TrustedRoot },
  ownRoot: OwnRoot | null,
): RollbackGuard => ({
  version: publication.version,
  root: publication.root.version,
  signedAt: publication.signedAt,
  targetsKeys: publication.root.roles.targets.keyIDs,
  timestampKeys: publication.root.roles.timestamp.keyIDs,
  anchor: publication.root.anchor,
  ownRoot,
});

/** Combines guards to the highest one, of those with the anchor of this root and with keys that it still lists. */
export function findHighestGuard(all: readonly RollbackGuard[], root: TrustedRoot): RollbackGuard | null {
  const guards = all.filter(({ anchor }) => anchor === root.anchor);
  const counts = (role: 'targets' | 'timestamp', keys: readonly string[]) =>
    root.roles[role].keyIDs.some((key) => keys.includes(key));
  const versions = guards.filter((guard) => counts('targets', guard.targetsKeys)).map(({ version }) => version);
  const instants = guards
    .filter((guard) => counts('timestamp', guard.timestampKeys))
    .map(({ signedAt }) => signedAt.getTime());
  if (guards.length === 0) return null;
  const highest = { version: Math.max(1, ...versions), signedAt: new Date(Math.max(0, ...instants)), root };
  return { ...buildGuard(highest, null), root: Math.max(...guards.map((guard) => guard.root)) };
}

const NAME = 'publication-mark.json';
/** A guard may contain a root of 256 KiB, encoded. */
const MAX_GUARD_BYTES = 1 << 20;

/** Key of a data folder: each has its own guard, so that demonstrations and tests do not raise that of the real PC. */
const guardKey = (dataDirectory: string): string =>
  createHash('sha256').update(path.resolve(dataDirectory)).digest('hex').slice(0, 16);

/** State folder of the account; null where it has no home folder. */
function stateFolder(): string | null {
  const home = homeFolder();
  const state =
    absoluteFolder(process.env['XDG_STATE_HOME']) ?? (home === null ? null : path.join(home, '.local', 'state'));
  return state === null ? null : path.join(state, 'vrlab-check');
}

/** Files of the guard: in the data folder, and in the state folder of the account. */
function guardFiles(dataDirectory: string): { dataFile: string; stateFile: string | null } {
  const state = stateFolder();
  const stateFile = state === null ? null : path.join(state, `${guardKey(dataDirectory)}.${NAME}`);
  return { dataFile: path.join(dataDirectory, NAME), stateFile };
}

function read(file: string): RollbackGuard[] {
  try {
    const guard = parseGuard(readRegularFileSync(file, MAX_GUARD_BYTES).toString('utf8'));
    return guard === null ? [] : [guard];
  } catch {
    return [];
  }
}

const filePlace = (name: string, file: string): GuardPlace => ({
  name,
  read: () => Promise.resolve(read(file)),
  write(guard) {
    try {
      writeDurably(file, `${formatGuard(guard)}\n`);
      return Promise.resolve(true);
    } catch {
      return Promise.resolve(false);
    }
  },
});

function guardFilePlaces(dataDirectory: string): GuardPlace[] {
  const { dataFile, stateFile } = guardFiles(dataDirectory);
  return [filePlace('data-folder', dataFile), ...(stateFile === null ? [] : [filePlace('state-folder', stateFile)])];
}

/** Reads the guards that are in files, which is cheap enough for every start. */
export function readGuardFiles(dataDirectory: string): RollbackGuard[] {
  const { dataFile, stateFile } = guardFiles(dataDirectory);
  return [...read(dataFile), ...(stateFile === null ? [] : read(stateFile))];
}

/** The functions used of `native-reg`, which is installed on Windows only. */
interface NativeRegistry {
  readonly HKCU: unknown;
  readonly Access: { readonly SET_VALUE: number };
  getValue(root: unknown, key: string, name: string): unknown;
  createKey(root: unknown, key: string, access: number): unknown;
  setValueSZ(key: unknown, name: string, value: string): void;
  closeKey(key: unknown): void;
}

const KEY = 'SOFTWARE\\VR Lab Check\\PublicationMarks';
/** A variable name, so that the bundler does not resolve the import: the package exists on Windows only. */
const LIBRARY = 'native-reg';

/** A place in the registry of the account, which survives the deletion of every folder. */
const registryGuardPlace = (name: string): GuardPlace => ({
  name: 'registry',
  async read() {
    try {
      const registry = (await import(LIBRARY)) as NativeRegistry;
      const text = registry.getValue(registry.HKCU, KEY, name);
      const guard = typeof text === 'string' ? parseGuard(text) : null;
      return guard === null ? [] : [guard];
    } catch {
      return [];
    }
  },
  async write(guard) {
    try {
      const registry = (await import(LIBRARY)) as NativeRegistry;
      const key = registry.createKey(registry.HKCU, KEY, registry.Access.SET_VALUE);
      try {
        registry.setValueSZ(key, name, formatGuard(guard));
        return true;
      } finally {
        registry.closeKey(key);
      }
    } catch {
      return false;
    }
  },
});

/** All places of the guard except the database. */
export const guardPlaces = (dataDirectory: string): readonly GuardPlace[] => [
  ...guardFilePlaces(dataDirectory),
  ...(process.platform === 'win32' ? [registryGuardPlace(guardKey(dataDirectory))] : []),
];

export const readGuards = async (places: readonly GuardPlace[]): Promise<RollbackGuard[]> =>
  (await Promise.all(places.map((place) => place.read()))).flat();
