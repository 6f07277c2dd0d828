import { expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';

interface LockedPackage {
  cpu?: string | string[];
  os?: string | string[];
  integrity?: string;
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');

// npm writes a lockfile without a platform's package when a registry does not hold it, says nothing,
// and `npm ci` refuses that lockfile on every fresh machine. An installed tree hides it.
test('every platform package an installed package may need is locked', () => {
  const paths = Object.keys(packages);
  const missing = locked.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !paths.some((candidate) => candidate.endsWith(`node_modules/${name}`)))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every package has a checksum and no download address', () => {
  expect(locked.length).toBeGreaterThan(400);
  expect(locked.filter(([, entry]) => entry.integrity === undefined).map(([path]) => path)).toEqual([]);
  expect(locked.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
});

const FAMILIES = [
  'node-',
  '@node-usb/usb-',
  '@rolldown/binding-',
  '@oxlint/binding-',
  '@oxlint-tsgolint/',
  '@typescript/typescript-',
  'lightningcss-',
];
const isFor = (named: string | string[] | undefined, name: string) => [named ?? []].flat().includes(name);

test.each([
  ['win32', 'x64'],
  ['linux', 'x64'],
  ['linux', 'arm64'],
])('Node, the USB library and the build tools are locked for %s %s', (system, processor) => {
  const there = locked.filter(([, { os, cpu }]) => isFor(os, system) && isFor(cpu, processor)).map(([path]) => path);
  for (const family of FAMILIES) expect(there, family).toContainEqual(expect.stringMatching(`^node_modules/${family}`));
});
