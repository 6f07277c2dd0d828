/** Values that every finding has; what else there is depends on its evidence. */
export const VALUES_OF_EVERY_FINDING = ['device', 'name'] as const;

const PARAMETER = /\{\{(.*?)\}\}/g;

/** Names between double braces, in the order they stand. */
export const parametersIn = (text: string): string[] =>
  [...text.matchAll(PARAMETER)].map(([, name = '']) => name.trim());

/**
 * Puts values into a published text, once: braces within a value stay as they are.
 * @returns null where there is no text, or it asks for a value that is not there; braces are never shown to anybody.
 */
export function fillIn(text: string | undefined, values: Readonly<Record<string, string>>): string | null {
  if (text === undefined || parametersIn(text).some((name) => !Object.hasOwn(values, name))) return null;
  return text.replaceAll(PARAMETER, (_, name: string) => values[name.trim()]!);
}

/** The same for steps, which are told completely or not at all. */
export function fillInAll(
  texts: readonly string[] | undefined,
  values: Readonly<Record<string, string>>,
): string[] | null {
  const filled = texts?.map((text) => fillIn(text, values)) ?? [null];
  return filled.every((text) => text !== null) ? filled : null;
}
