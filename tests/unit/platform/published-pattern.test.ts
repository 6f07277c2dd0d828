import { describe, expect, it, test } from 'vitest';
import { versionOrderOf } from '../../../src/core/published/versions/index.ts';
import { isBounded, publishedPattern } from '../../../src/core/platform/published-pattern.ts';

describe('a published pattern', () => {
  test.each([
    '^(a+)+$',
    '(a|a)*x',
    '(a|aa)+$',
    '(a?){40}$',
    '((ab)*)*c',
    '(?:x+y)+z',
    String.raw`(\d+\.)*\d+(\w*)*`,
    '([a-z]+)*@',
    String.raw`(a)\1`,
    String.raw`(?<n>a)\k<n>`,
    'a*a*a*a*a*a*a*b',
    '(?:a{2,}){3}',
    '(((a)|b))+',
    `${'a?'.repeat(30)}${'a'.repeat(30)}`,
    `${'(?:a|a)'.repeat(30)}b`,
    `${'(a{0,1})'.repeat(30)}b`,
    `${'(?:(?:a?)?)?'.repeat(30)}b`,
  ])('%s is refused', (source) => {
    expect(isBounded(source, 64)).toBe(false);
  });

  test.each([
    String.raw`(\d+)\.(\d+)(?:\.(\d+))?(?:-r(\d+))?`,
    '(UHD|HD|Iris).* Graphics',
    String.raw`^(oculus )?quest( 1)?$|monterey`,
    String.raw`[(+*|)]+x`,
    String.raw`v\(\d+\)+`,
    'a{3}(bc){2,4}',
    'x{y}',
    String.raw`^build ([^\s]+)$`,
    '(?=a)b+?',
    'colou?r( light| dark)?',
  ])('%s is fine', (source) => {
    expect(isBounded(source, 64)).toBe(true);
  });

  it('with many repetitions is tried on short texts alone', () => {
    const match = publishedPattern(String.raw`v(\d+)\.(\d+)\.(\d+)\.(\d+) (\w+) (\w+)`, '', 256)!;
    expect(match('v1.2.3.4 final release')?.[4]).toBe('4');
    expect(match(`v1.2.3.4 final ${'x'.repeat(60)}`)).toBeNull();
    expect(publishedPattern('a*a*b', '', 256)!('a'.repeat(200) + 'b')).not.toBeNull();
  });

  it('that may never end leaves a version unknown instead of holding the program up', () => {
    const order = versionOrderOf({ pattern: '^(a+)+$|(\\d+)' });
    const before = performance.now();
    expect(order.read(`${'a'.repeat(40)}!`)).toBeNull();
    expect(order.read('12')).toBeNull();
    expect(performance.now() - before).toBeLessThan(100);
  });

  it('meets no version longer than any vendor writes', () => {
    const order = versionOrderOf({ pattern: String.raw`(\d+)(?:-.*)?` });
    expect(order.read(`7-${'x'.repeat(62)}`)?.low).toEqual([7]);
    expect(order.read(`7-${'x'.repeat(63)}`)).toBeNull();
  });
});
