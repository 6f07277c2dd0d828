/**
 * How far publications have come on this PC. Kept in several places, because folders get deleted: the highest that can be
 * read counts.
 */
export interface Mark {
  /** Version of the newest publication ever accepted. */
  readonly version: number;
  /** When its newest signature was made. */
  readonly signedAt: Date;
  /** Ids of the keys that could sign it. Once all of them are replaced, the version says nothing any more. */
  readonly targetsKeys: readonly string[];
}

/** One place that remembers. Neither method throws. */
export interface MarkPlace {
  readonly name: string;
  read(): Promise<Mark | null>;
  /** @returns false when it could not be written. */
  write(mark: Mark): Promise<boolean>;
}

export const formatMark = ({ version, signedAt, targetsKeys }: Mark): string =>
  JSON.stringify({ version, signedAt: signedAt.toISOString(), targetsKeys });

/** @returns null when it is no mark. */
export function parseMark(text: string): Mark | null {
  let written: { version?: unknown; signedAt?: unknown; targetsKeys?: unknown } | null;
  try {
    written = JSON.parse(text) as typeof written;
  } catch {
    return null;
  }
  const { version, signedAt, targetsKeys } = written ?? {};
  const instant = new Date(typeof signedAt === 'string' ? signedAt : '');
  if (!Number.isSafeInteger(version) || (version as number) < 1 || Number.isNaN(instant.getTime())) return null;
  if (!Array.isArray(targetsKeys) || !targetsKeys.every((key) => typeof key === 'string')) return null;
  return { version: version as number, signedAt: instant, targetsKeys };
}
