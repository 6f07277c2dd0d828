/**
 * Civil time of the schools: UTC+8 without daylight saving, whatever the PC's zone says (a badly imaged PC with a foreign
 * zone is a normal case).
 */
const OFFSET_MS = 8 * 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** RFC 3339 with milliseconds, e.g. `2026-11-22T08:30:00.000+08:00`. */
export function formatInstant(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().replace('Z', '+08:00');
}

/** Civil date, YYYY-MM-DD. */
export const civilDateOf = (instant: Date): string => formatInstant(instant).slice(0, 10);

/** Whole days from one civil date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Civil day as a number, 0 being 1970-01-01. @param instant epoch ms. */
export const dayNumberOf = (instant: number): number => Math.floor((instant + OFFSET_MS) / DAY_MS);

/** The midnight a civil day begins with, epoch ms. */
export const startOfDay = (day: number): number => day * DAY_MS - OFFSET_MS;
