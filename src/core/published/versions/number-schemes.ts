import { compareNumbers, type Version, type VersionOrder, type VersionRange } from './version-order.ts';
import { LONGEST, publishedPattern } from '../../platform/published-pattern.ts';

/** One alternative of a range: everything between two ends. */
interface Interval {
  readonly from: readonly number[];
  readonly fromIncluded: boolean;
  /** Null: no upper end. */
  readonly to: readonly number[] | null;
  readonly toIncluded: boolean;
}

const EVERYTHING: Interval = { from: [], fromIncluded: true, to: null, toIncluded: false };

function isEmpty({ from, fromIncluded, to, toIncluded }: Interval): boolean {
  if (to === null) return false;
  const order = compareNumbers(from, to);
  return order > 0 || (order === 0 && !(fromIncluded && toIncluded));
}

/** The part two intervals share; possibly an empty one. */
function intersection(a: Interval, b: Interval): Interval {
  const starts = compareNumbers(a.from, b.from);
  const later = starts === 0 ? (a.fromIncluded ? b : a) : starts > 0 ? a : b;
  const ends = a.to === null ? 1 : b.to === null ? -1 : compareNumbers(a.to, b.to);
  const earlier = ends === 0 ? (a.toIncluded ? b : a) : ends < 0 ? a : b;
  return { from: later.from, fromIncluded: later.fromIncluded, to: earlier.to, toIncluded: earlier.toIncluded };
}

function holds(interval: Interval, numbers: readonly number[]): boolean {
  const start = compareNumbers(numbers, interval.from);
  if (start < 0 || (start === 0 && !interval.fromIncluded)) return false;
  if (interval.to === null) return true;
  const end = compareNumbers(numbers, interval.to);
  return end < 0 || (end === 0 && interval.toIncluded);
}

function intervalOf(comparator: string, { low, high }: Version): Interval {
  switch (comparator) {
    case '>=':
      return { ...EVERYTHING, from: low };
    case '>':
      return { ...EVERYTHING, from: high, fromIncluded: false };
    case '<':
      return { ...EVERYTHING, to: low };
    case '<=':
      return { ...EVERYTHING, to: high, toIncluded: true };
    default:
      return { from: low, fromIncluded: true, to: high, toIncluded: true };
  }
}

class NumberRange implements VersionRange {
  readonly text: string;
  readonly empty: boolean;
  readonly span: VersionRange['span'];
  readonly #intervals: readonly Interval[];

  constructor(text: string, intervals: readonly Interval[]) {
    this.text = text;
    this.#intervals = intervals.filter((interval) => !isEmpty(interval));
    this.empty = this.#intervals.length === 0;
    this.span = {
      lowest: Math.min(...this.#intervals.map(({ from }) => from[0] ?? 0)),
      highest: Math.max(...this.#intervals.map(({ to }) => (to === null ? Infinity : (to[0] ?? 0)))),
    };
  }

  contains({ low, high }: Version): boolean | null {
    if (low === high) return this.#intervals.some((interval) => holds(interval, low));
    if (this.#intervals.some((interval) => holds(interval, low) && holds(interval, high))) return true;
    const possible: Interval = { from: low, fromIncluded: true, to: high, toIncluded: true };
    return this.#intervals.some((interval) => !isEmpty(intersection(interval, possible))) ? null : false;
  }

  overlaps(other: VersionRange): boolean {
    if (!(other instanceof NumberRange)) return false;
    return this.#intervals.some((a) => other.#intervals.some((b) => !isEmpty(intersection(a, b))));
  }
}

/** Orders versions that a scheme can write as numbers; ranges are `>=1.2 <2`, `=3`, `*` and alternatives with `||`. */
function numberOrder(read: VersionOrder['read']): VersionOrder {
  const alternative = (text: string): Interval | null => {
    let interval = EVERYTHING;
    if (text === '*') return interval;
    for (const token of text.split(/\s+/)) {
      const [, comparator = '', bound = ''] = /^(>=|<=|>|<|=)?(.*)$/.exec(token)!;
      const version = read(bound);
      if (version === null) return null;
      interval = intersection(interval, intervalOf(comparator, version));
    }
    return interval;
  };
  return {
    read,
    compare: (a, b) => compareNumbers(a.low, b.low) || compareNumbers(a.high, b.high),
    range(text) {
      const intervals = text.split('||').map((part) => alternative(part.trim()));
      return intervals.includes(null) ? null : new NumberRange(text, intervals as Interval[]);
    },
  };
}

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

/** The day in UTC of such a version, as a range writes it; null where it is none. */
export function dayOfUnixTime(text: string): string | null {
  const seconds = unixTime.read(text)?.low[0];
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString().slice(0, 10);
}

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
