import { compareNumbers, type Version, type VersionOrder, type VersionRange } from './version-order.ts';

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
export function numberOrder(read: VersionOrder['read']): VersionOrder {
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
