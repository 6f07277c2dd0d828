/**
 * One text for one value: keys in order, no spaces. It is JSON, unlike the canonical JSON of TUF, which leaves line breaks in
 * strings as they are.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** The same of what others may have written. @returns null where it is nested so deep that it cannot be written: this program never did. */
export function canonicalOrNull(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}
