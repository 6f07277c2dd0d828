import { createHash } from 'node:crypto';
import path from 'node:path';
import { type OwnRoot, parseOwnRoot, serializeOwnRoot } from './own-root.ts';
import type { TrustedRoot } from './trust/metadata.ts';
import { absoluteFolder, homeFolder } from '../platform/data-directory.ts';
import { readRegularFileSync } from '../platform/regular-file.ts';
import { writeDurably } from '../platform/write-durably.ts';

/**
 * How far publications have come on this PC. Kept in several places, because folders get deleted: the highest that can be
 * read counts.
 */
export interface RollbackGuard {
  /** Version of the newest publication ever accepted. */
  readonly version: number;
  /** Version of the newest root ever trusted. */
  readonly root: number;
  /** When its newest signature was made. */
  readonly signedAt: Date;
  /** Ids of the keys that could sign it. Once all of them are replaced, the numbers say nothing any more. */
  readonly targetsKeys: readonly string[];
  readonly timestampKeys: readonly string[];
  /** Fingerprint of the root that all of it follows from; under another one it means nothing. */
  readonly anchor: string;
  /** That root, where this PC was told to trust it: so every place that remembers numbers remembers it too. */
  readonly ownRoot: OwnRoot | null;
}

/** One place that remembers. Neither method throws. */
export interface GuardPlace {
  readonly name: string;
  read(): Promise<readonly RollbackGuard[]>;
  /** @returns false when it could not be written. */
  write(mark: RollbackGuard): Promise<boolean>;
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

/** @returns null when it is no mark. */
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

/** The highest of many, as far as they follow from the same first root and keys of this root stand behind them. */
export function findHighestGuard(all: readonly RollbackGuard[], root: TrustedRoot): RollbackGuard | null {
  const marks = all.filter(({ anchor }) => anchor === root.anchor);
  const counts = (role: 'targets' | 'timestamp', keys: readonly string[]) =>
    root.roles[role].keyIDs.some((key) => keys.includes(key));
  const versions = marks.filter((mark) => counts('targets', mark.targetsKeys)).map(({ version }) => version);
  const instants = marks
    .filter((mark) => counts('timestamp', mark.timestampKeys))
    .map(({ signedAt }) => signedAt.getTime());
  if (marks.length === 0) return null;
  const highest = { version: Math.max(1, ...versions), signedAt: new Date(Math.max(0, ...instants)), root };
  return { ...buildGuard(highest, null), root: Math.max(...marks.map((mark) => mark.root)) };
}

const NAME = 'publication-mark.json';
/** It may hold a root of 256 KiB, encoded. */
const MAX_GUARD_BYTES = 1 << 20;

/** One data folder, one mark: demonstrations and tests do not raise that of the real PC. */
export const guardKey = (dataDirectory: string): string =>
  createHash('sha256').update(path.resolve(dataDirectory)).digest('hex').slice(0, 16);

/** Null: this user has no folder of their own. */
function stateFolder(): string | null {
  const home = homeFolder();
  const state =
    absoluteFolder(process.env['XDG_STATE_HOME']) ?? (home === null ? null : path.join(home, '.local', 'state'));
  return state === null ? null : path.join(state, 'vrlab-check');
}

/** In the data folder, and in the state folder of the user who runs the program. */
function filesOf(dataDirectory: string): { near: string; far: string | null } {
  const state = stateFolder();
  const far = state === null ? null : path.join(state, `${guardKey(dataDirectory)}.${NAME}`);
  return { near: path.join(dataDirectory, NAME), far };
}

function read(file: string): RollbackGuard[] {
  try {
    const mark = parseGuard(readRegularFileSync(file, MAX_GUARD_BYTES).toString('utf8'));
    return mark === null ? [] : [mark];
  } catch {
    return [];
  }
}

const place = (name: string, file: string): GuardPlace => ({
  name,
  read: () => Promise.resolve(read(file)),
  write(mark) {
    try {
      writeDurably(file, `${formatGuard(mark)}\n`);
      return Promise.resolve(true);
    } catch {
      return Promise.resolve(false);
    }
  },
});

export function guardFilePlaces(dataDirectory: string): GuardPlace[] {
  const { near, far } = filesOf(dataDirectory);
  return [place('data-folder', near), ...(far === null ? [] : [place('state-folder', far)])];
}

/** Cheap enough for every start. */
export function readGuardFiles(dataDirectory: string): RollbackGuard[] {
  const { near, far } = filesOf(dataDirectory);
  return [...read(near), ...(far === null ? [] : read(far))];
}

/** What is used of `native-reg`, which is there on Windows only. */
interface NativeRegistry {
  readonly HKCU: unknown;
  readonly Access: { readonly SET_VALUE: number };
  getValue(root: unknown, key: string, name: string): unknown;
  createKey(root: unknown, key: string, access: number): unknown;
  setValueSZ(key: unknown, name: string, value: string): void;
  closeKey(key: unknown): void;
}

const KEY = 'SOFTWARE\\VR Lab Check\\PublicationMarks';
/** A name the bundler leaves alone: the library is loaded from its own package, where it exists. */
const LIBRARY = 'native-reg';

/** In the registry of the user who runs the program; survives the deletion of every folder. */
export const registryGuardPlace = (name: string): GuardPlace => ({
  name: 'registry',
  async read() {
    try {
      const registry = (await import(LIBRARY)) as NativeRegistry;
      const text = registry.getValue(registry.HKCU, KEY, name);
      const mark = typeof text === 'string' ? parseGuard(text) : null;
      return mark === null ? [] : [mark];
    } catch {
      return [];
    }
  },
  async write(mark) {
    try {
      const registry = (await import(LIBRARY)) as NativeRegistry;
      const key = registry.createKey(registry.HKCU, KEY, registry.Access.SET_VALUE);
      try {
        registry.setValueSZ(key, name, formatGuard(mark));
        return true;
      } finally {
        registry.closeKey(key);
      }
    } catch {
      return false;
    }
  },
});

/** Where this PC remembers, beside the database. */
export const guardPlaces = (dataDirectory: string): readonly GuardPlace[] => [
  ...guardFilePlaces(dataDirectory),
  ...(process.platform === 'win32' ? [registryGuardPlace(guardKey(dataDirectory))] : []),
];

export const readGuards = async (places: readonly GuardPlace[]): Promise<RollbackGuard[]> =>
  (await Promise.all(places.map((place) => place.read()))).flat();
