import { LONGEST, publishedPattern } from '../../platform/published-pattern.ts';
import { numberOrder } from './number-ranges.ts';
import type { Version, VersionOrder } from './version-order.ts';

/** More digits than a double holds exactly are not a version number of anything we know. */
const NUMBER = /^\d{1,15}$/;

const ANY = Number.MAX_SAFE_INTEGER;

const exactly = (text: string, numbers: readonly number[]): Version => ({ text, low: numbers, high: numbers });

function numbersOf(parts: readonly string[]): number[] | null {
  return parts.every((part) => NUMBER.test(part)) ? parts.map(Number) : null;
}

/** `2.9.6`, `10.2`, `7`: numbers of any length; missing ones count as 0. */
export const dotted: VersionOrder = numberOrder((text) => {
  const numbers = numbersOf(text.trim().split('.'));
  return numbers === null ? null : exactly(text, numbers);
});

/**
 * NVIDIA's own number, also out of the version Windows shows: the last five digits of `32.0.15.6094` are 560.94. The
 * Linux driver has a third number (`535.183.01`). A branch alone, `551`, may be any driver of that branch.
 */
export const nvidiaDriver: VersionOrder = numberOrder((text) => {
  const parts = text.trim().split('.');
  const numbers = numbersOf(parts);
  if (numbers === null) return null;
  if (parts.length === 1) return { text, low: numbers, high: [...numbers, ANY] };
  if (parts.length === 2 || parts.length === 3) return exactly(text, numbers);
  const [, , branch, build] = parts;
  if (parts.length !== 4 || build!.length > 4) return null;
  const digits = `${branch}${build!.padStart(4, '0')}`.slice(-5);
  return digits.length < 5 ? null : exactly(text, [Number(digits.slice(0, 3)), Number(digits.slice(3))]);
});

/**
 * `26100.2033`, `22631`, `10.0.22631.4460`: Windows build and update revision. Without the revision it may be any
 * revision of that build.
 */
export const windowsBuild: VersionOrder = numberOrder((text) => {
  const match = /^(?:10\.0\.)?(\d{4,6})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (match === null) return null;
  const build = Number(match[1]);
  const revision = match[2];
  if (revision !== undefined) return exactly(text, [build, Number(revision)]);
  return { text, low: [build, 0], high: [build, ANY] };
});

const EARLIEST = Date.UTC(2010, 0) / 1000;
const LATEST = Date.UTC(2100, 0) / 1000;

/** Lighthouse firmware: Unix seconds as `1562916277` or `0x5D283CB5`; in ranges also a day in UTC, `2019-07-12`. */
export const unixTime: VersionOrder = numberOrder((text) => {
  const written = text.trim();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) / 1000 : null;
  const seconds = day ?? (/^(\d{9,10}|0x[0-9a-f]{8})$/i.test(written) ? Number(written) : Number.NaN);
  return seconds >= EARLIEST && seconds < LATEST ? exactly(text, [seconds]) : null;
});

/** A vendor's own way to write versions: the capture groups of a published pattern are compared as numbers, in order. */
export function vendorPattern(source: string): VersionOrder {
  const match = publishedPattern(`^(?:${source})$`, '', LONGEST.version);
  return numberOrder((text) => {
    const found = match?.(text.trim()) ?? null;
    const numbers =
      found === null ? null : numbersOf(found.slice(1).map((group) => (group as string | undefined) ?? '0'));
    return numbers === null || numbers.length === 0 ? null : exactly(text, numbers);
  });
}
