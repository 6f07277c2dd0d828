/**
 * Serializes a value to the one canonical text for it: keys sorted, no spaces. The result is valid JSON, unlike the canonical JSON
 * of TUF, which does not escape line breaks in strings.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Serializes a value from an untrusted file. @returns null where it is nested too deeply to be serialized, as this program never writes. */
export function canonicalOrNull(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}
