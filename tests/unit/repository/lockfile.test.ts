import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const entries = Object.entries(packages).filter(([place]) => place !== '');
const isFor = (named: string | readonly string[] | undefined, name: string) => [named ?? []].flat().includes(name);

/** Where Node would find a package that is asked for in `place`. */
function find(place: string, name: string): Locked | undefined {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
  }
}

describe('package-lock.json', () => {
  it('names no download address, and a checksum for every package', () => {
    expect(entries.length).toBeGreaterThan(400);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
    const unchecked = entries.filter(([, it]) => it.integrity === undefined && it.inBundle !== true);
    expect(unchecked.map(([place]) => place)).toEqual([]);
  });

  it('has the packages for every system, not only for the one that wrote it', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => find(place, name) === undefined)
        .map((name) => `${place} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['win32', 'x64'],
    ['linux', 'x64'],
    ['linux', 'arm64'],
  ])('has Node, the USB library and the build tools for %s %s', (system, processor) => {
    const families = ['node-', '@node-usb/usb-', '@rolldown/binding-', '@oxlint/binding-', '@oxlint-tsgolint/', '@typescript/', 'lightningcss-'];
    const there = entries.filter(([, { os, cpu }]) => isFor(os, system) && isFor(cpu, processor)).map(([place]) => place);
    for (const family of families)
      expect(there, family).toContainEqual(expect.stringMatching(`^node_modules/${family}`));
  });
});
