/** A location path as Windows writes it; null where a port has a number that no hub has. */
export const soundPath = (path: string | null | undefined): string | null =>
  path === null || path === undefined || /#USB(?:ROOT)?\(\d{4,}\)/i.test(path) ? null : path;
