import { type OwnRoot, parseOwnRoot, writtenOwnRoot } from '../own-root/own-root.ts';
import type { TrustedRoot } from '../trust/trusted-root.ts';

/**
 * How far publications have come on this PC. Kept in several places, because folders get deleted: the highest that can be
 * read counts.
 */
export interface Mark {
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
export interface MarkPlace {
  readonly name: string;
  read(): Promise<readonly Mark[]>;
  /** @returns false when it could not be written. */
  write(mark: Mark): Promise<boolean>;
}

export const formatMark = ({ signedAt, ownRoot, ...rest }: Mark): string =>
  JSON.stringify({
    ...rest,
    signedAt: signedAt.toISOString(),
    ownRoot: ownRoot === null ? null : writtenOwnRoot(ownRoot),
  });

const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const isKeyList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string');

/** @returns null when it is no mark. */
export function parseMark(text: string): Mark | null {
  let written: Record<keyof Mark, unknown> | null;
  try {
    written = JSON.parse(text) as typeof written;
  } catch {
    return null;
  }
  const { version, root, signedAt, targetsKeys, timestampKeys, anchor, ownRoot } =
    written ?? ({} as Record<keyof Mark, unknown>);
  const instant = new Date(typeof signedAt === 'string' ? signedAt : '');
  if (!isVersion(version) || !isVersion(root) || Number.isNaN(instant.getTime())) return null;
  if (!isKeyList(targetsKeys) || !isKeyList(timestampKeys) || typeof anchor !== 'string') return null;
  return { version, root, signedAt: instant, targetsKeys, timestampKeys, anchor, ownRoot: parseOwnRoot(ownRoot) };
}

export const markOf = (
  publication: { version: number; signedAt: Date; root: TrustedRoot },
  ownRoot: OwnRoot | null,
): Mark => ({
  version: publication.version,
  root: publication.root.version,
  signedAt: publication.signedAt,
  targetsKeys: publication.root.roles.targets.keyIDs,
  timestampKeys: publication.root.roles.timestamp.keyIDs,
  anchor: publication.root.anchor,
  ownRoot,
});

/** The highest of many, as far as they follow from the same first root and keys of this root stand behind them. */
export function highestMark(all: readonly Mark[], root: TrustedRoot): Mark | null {
  const marks = all.filter(({ anchor }) => anchor === root.anchor);
  const counts = (role: 'targets' | 'timestamp', keys: readonly string[]) =>
    root.roles[role].keyIDs.some((key) => keys.includes(key));
  const versions = marks.filter((mark) => counts('targets', mark.targetsKeys)).map(({ version }) => version);
  const instants = marks
    .filter((mark) => counts('timestamp', mark.timestampKeys))
    .map(({ signedAt }) => signedAt.getTime());
  if (marks.length === 0) return null;
  const highest = { version: Math.max(1, ...versions), signedAt: new Date(Math.max(0, ...instants)), root };
  return { ...markOf(highest, null), root: Math.max(...marks.map((mark) => mark.root)) };
}
