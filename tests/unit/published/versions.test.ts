import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VersionScheme } from '../../../src/core/published/matrix-schema.ts';
import { versionOrderOf } from '../../../src/core/published/versions/index.ts';
import type { Version } from '../../../src/core/published/versions/version-order.ts';

const number = (max = 9999) => fc.integer({ min: 0, max }).map(String);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join('.'));

/** Every scheme with texts that are written in it. */
const SCHEMES: readonly [string, VersionScheme, fc.Arbitrary<string>][] = [
  [
    'semver',
    'semver',
    fc
      .tuple(joined(number(20), number(20), number(20)), fc.constantFrom('', '-beta', '-beta.2', '-rc.1', '+build.5'))
      .map((parts) => parts.join('')),
  ],
  ['dotted', 'dotted', fc.array(number(), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.'))],
  [
    'nvidia-driver',
    'nvidia-driver',
    fc.oneof(
      joined(fc.integer({ min: 340, max: 999 }).map(String), fc.integer({ min: 10, max: 99 }).map(String)),
      joined(number(40), number(40), fc.integer({ min: 10, max: 19 }).map(String), number()),
      joined(number(999), number(999), number(99)),
    ),
  ],
  [
    'windows-build',
    'windows-build',
    fc.oneof(
      fc.integer({ min: 1000, max: 99_999 }).map(String),
      joined(fc.integer({ min: 1000, max: 99_999 }).map(String), number(9999)),
      fc.integer({ min: 1000, max: 99_999 }).map((build) => `10.0.${build}.1`),
    ),
  ],
  ['unix-time', 'unix-time', fc.integer({ min: 1_262_304_000, max: 4_102_444_799 }).map(String)],
  [
    'vendor pattern',
    { pattern: String.raw`V(\d+)R(\d+)(?:SP(\d+))?` },
    joined(number(50)).chain((v) => number(50).map((r) => `V${v}R${r}`)),
  ],
];

describe.each(SCHEMES)('%s', (_name, scheme, texts) => {
  const order = versionOrderOf(scheme);
  const versions = texts.map((text) => {
    const version = order.read(text);
    if (version === null) throw new Error(`not read: ${text}`);
    return version;
  });
  const sign = (a: Version, b: Version) => Math.sign(order.compare(a, b)) + 0;

  it('orders any two, the same from both sides', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(sign(a, b)).toBe(-sign(b, a) + 0);
        expect(sign(a, a)).toBe(0);
      }),
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        const [low, middle, high] = [a, b, c].toSorted((one, other) => order.compare(one, other)) as [
          Version,
          Version,
          Version,
        ];
        expect(sign(low, middle)).toBeLessThanOrEqual(0);
        expect(sign(middle, high)).toBeLessThanOrEqual(0);
        expect(sign(low, high)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('reads no word and no gap as a version', () => {
    for (const text of ['', ' ', 'latest', '1..2', '1.', '.1', '1,2', '-1', '1.2.x', 'unknown', '1e3', '９'])
      expect(order.read(text), text).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        // Whatever it is, reading ends with a version or with null, never with an exception.
        const version = order.read(text);
        expect(version === null || version.low.length > 0).toBe(true);
      }),
    );
  });
});

describe.each(SCHEMES.filter(([name]) => name !== 'semver' && name !== 'windows-build'))(
  'ranges of %s',
  (_name, scheme, texts) => {
    const order = versionOrderOf(scheme);

    it('agree with the order', () => {
      fc.assert(
        fc.property(texts, texts, (text, bound) => {
          const [version, end] = [order.read(text)!, order.read(bound)!];
          const compared = order.compare(version, end);
          expect(order.range(`>=${bound}`)!.contains(version)).toBe(compared >= 0);
          expect(order.range(`>${bound}`)!.contains(version)).toBe(compared > 0);
          expect(order.range(`<${bound}`)!.contains(version)).toBe(compared < 0);
          expect(order.range(`<=${bound}`)!.contains(version)).toBe(compared <= 0);
          expect(order.range(`=${bound}`)!.contains(version)).toBe(compared === 0);
          expect(order.range('*')!.contains(version)).toBe(true);
          const between = order.range(`>${bound} || =${text}`)!;
          expect(between.span.lowest).toBeLessThanOrEqual(version.low[0]!);
          expect(between.span.highest).toBeGreaterThanOrEqual(version.low[0]!);
          expect(order.range(`<${bound} || >=${bound}`)!.contains(version)).toBe(true);
        }),
      );
    });

    it('overlap exactly where one version can be in both', () => {
      fc.assert(
        fc.property(texts, texts, (a, b) => {
          const compared = order.compare(order.read(a)!, order.read(b)!);
          expect(order.range(`<${a}`)!.overlaps(order.range(`>=${b}`)!)).toBe(
            compared > 0 && !order.range(`<${a}`)!.empty,
          );
          expect(order.range(`>=${a} <${b}`)!.empty).toBe(compared >= 0);
        }),
      );
    });
  },
);

describe('versions as the field writes them', () => {
  it.each([
    ['nvidia-driver', '32.0.15.6094', '=560.94'],
    ['nvidia-driver', '30.0.14.7168', '=471.68'],
    ['nvidia-driver', '27.21.14.5671', '=456.71'],
    ['nvidia-driver', '31.0.15.106', '=501.06'],
    ['nvidia-driver', '535.183.01', '>=535.183 <536'],
    ['windows-build', '26100.2033', '>=26052'],
    ['windows-build', '10.0.19045.5011', '>=19045 <22000'],
    ['unix-time', '0x5D283CB5', '=1562918069'],
    ['unix-time', '1562916277', '>=2019-07-12 <2019-07-13'],
    ['dotted', '2.9.6', '>=2.5'],
    ['dotted', '1.2', '=1.2.0'],
    ['semver', 'v3.4.2', '>=3.4 <4'],
  ] as const)('%s %s is %s', (scheme, text, range) => {
    const order = versionOrderOf(scheme);
    expect(order.range(range)!.contains(order.read(text)!)).toBe(true);
  });

  it('leaves open what a Windows build without its revision leaves open', () => {
    const order = versionOrderOf('windows-build');
    const build = order.read('22631')!;
    expect(order.range('>=22631.3000')!.contains(build)).toBeNull();
    expect(order.range('>=22631')!.contains(build)).toBe(true);
    expect(order.range('>22631')!.contains(build)).toBe(false);
    expect(order.range('<22631.1 || >=22631.1')!.contains(build)).toBeNull();
    expect(order.range('>=22632')!.contains(build)).toBe(false);
  });

  it('keeps a beta out of the range of the release', () => {
    const order = versionOrderOf('semver');
    const beta = order.read('3.4.0-beta.1')!;
    expect(order.range('>=3.4.0')!.contains(beta)).toBe(false);
    expect(order.range('>=3.3.0 <4')!.contains(beta)).toBe(false);
    expect(order.range('>=3.4.0-beta.1')!.contains(beta)).toBe(true);
  });

  it.each(['', '>=', '>= 2', '>=x', '~1', '1 -', '>=1 || ', '<>1', '=>1'])('refuses the range %j', (text) => {
    expect(versionOrderOf('dotted').range(text)).toBeNull();
  });

  it('says which ranges hold nothing', () => {
    expect(versionOrderOf('dotted').range('>=3 <2')!.empty).toBe(true);
    expect(versionOrderOf('dotted').range('>=3 <2 || =1')!.empty).toBe(false);
    expect(versionOrderOf('semver').range('>=3.0.0 <2.0.0')!.empty).toBe(true);
  });
});
