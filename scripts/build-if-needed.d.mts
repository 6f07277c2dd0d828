/** @returns true when a usable build is there afterwards. */
export function buildIfNeeded(): boolean;
