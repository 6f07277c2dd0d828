/** @returns true when a usable build is there afterwards. Progress goes to stderr. */
export function buildIfNeeded(): Promise<boolean>;
