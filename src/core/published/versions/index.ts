import Range from 'semver/classes/range.js';
import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import type { Version, VersionOrder, VersionRange } from './version-order.ts';
import type { VersionScheme } from '../matrix-schema.ts';
import { dotted, nvidiaDriver, unixTime, vendorPattern, windowsBuild } from './number-schemes.ts';

/** Ranges of npm's semver. A pre-release is inside only where a range names one of the same version. */
class SemanticRange implements VersionRange {
  readonly text: string;
  readonly empty: boolean;
  readonly span: VersionRange['span'];
  readonly #range: Range;

  constructor(text: string) {
    this.text = text;
    this.#range = new Range(text);
    const lowest = minVersion(this.#range);
    this.empty = lowest === null;
    this.span = { lowest: lowest?.major ?? Infinity, highest: Infinity };
  }

  contains({ text }: Version): boolean {
    return this.#range.test(text.trim());
  }

  overlaps(other: VersionRange): boolean {
    return other instanceof SemanticRange && intersects(this.#range, other.#range);
  }
}

/** semver.org 2.0 by the library every npm package is ordered with. */
const semantic: VersionOrder = {
  read(text) {
    const parsed = parse(text.trim());
    if (parsed === null) return null;
    const numbers = [parsed.major, parsed.minor, parsed.patch];
    return { text, low: numbers, high: numbers };
  },
  compare: (a, b) => compare(a.text.trim(), b.text.trim()),
  range: (text) => (validRange(text) === null ? null : new SemanticRange(text)),
};

const NAMED = {
  semver: semantic,
  dotted,
  'nvidia-driver': nvidiaDriver,
  'windows-build': windowsBuild,
  'unix-time': unixTime,
} as const satisfies Record<string, VersionOrder>;

/** The order a product's versions follow. */
export const versionOrderOf = (scheme: VersionScheme): VersionOrder =>
  typeof scheme === 'string' ? NAMED[scheme] : vendorPattern(scheme.pattern);
