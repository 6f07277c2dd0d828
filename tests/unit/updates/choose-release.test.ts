import { expect, it } from 'vitest';
import { chooseRelease, compareVersions } from '../../../src/core/updates/choose-release.ts';
import { type Release, UPDATES_SCHEMA } from '../../../src/core/updates/updates-schema.ts';
import { release } from '../../support/updates/update-place.ts';

const content = Buffer.from('installer');
const choose = (version: string, releases: Release[], arch = 'x64') => {
  const chosen = chooseRelease(
    { schema: UPDATES_SCHEMA, releases },
    { version, platform: 'win32', arch, kind: 'nsis' },
  );
  if (!chosen.ok) return chosen.problem.code;
  return chosen.value === null ? null : [chosen.value.version, chosen.value.isRollBack];
};

it('versions are compared as numbers', () => {
  expect(['0.10.0', '0.9.9', '0.9.10'].toSorted(compareVersions)).toEqual(['0.9.9', '0.9.10', '0.10.0']);
});

it('the newest is taken, by way of another where the program is too old for it', () => {
  const both = [release('0.4.0', content), release('1.0.0', content, { minimumFrom: '0.4.0' })];
  expect(choose('0.4.0', both)).toEqual(['1.0.0', false]);
  expect(choose('0.3.0', both)).toEqual(['0.4.0', false]);
  expect(choose('0.3.0', both.slice(1))).toBe('update-needs-older-first');
  expect(choose('1.0.0', both)).toBeNull();
  expect(choose('0.3.0', [])).toBeNull();
  expect(choose('0.3.0', both, 'arm64')).toBe('update-none-for-pc');
});

it('an older one is refused, unless it is signed as the way back from this version', () => {
  expect(choose('1.1.0', [release('1.0.0', content)])).toBe('update-downgrade');
  const back = release('1.0.0', content, { rollBackFrom: ['1.1.0'] });
  expect(choose('1.1.0', [back, release('1.1.0', content)])).toEqual(['1.0.0', true]);
  expect(choose('1.2.0', [back])).toBe('update-downgrade');
  expect(choose('1.0.0', [back, release('1.1.0', content)])).toEqual(['1.1.0', false]);
});
