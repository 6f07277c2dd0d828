export const RUNTIME_PACKAGES: readonly string[];
export const TEST_PACKAGES: readonly string[];
/** @returns null when everything is there, otherwise the one command to type. */
export function ensurePackages(names: readonly string[]): string | null;
