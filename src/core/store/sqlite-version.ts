/**
 * First version without the WAL-reset bug (3.7.0–3.51.2): two connections that write and checkpoint at once could corrupt the file.
 * https://sqlite.org/wal.html#walresetbug
 */
export const SAFE_SQLITE = '3.51.3';

/** @param version as SQLite says it, e.g. `3.54.1`. @returns false also for what is no version. */
export function isSafeSqlite(version: string): boolean {
  const [found, needed] = [version, SAFE_SQLITE].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (const [at, part] of needed.entries()) {
    const own = found[at] ?? Number.NaN;
    if (own !== part) return own > part;
  }
  return true;
}
