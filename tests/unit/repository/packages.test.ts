import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../../scripts/packages/licences.ts';
import { packedFiles } from '../../../scripts/packages/packed-files.ts';
import { nodePackage, readLockfile, runtimePackages } from '../../../scripts/packages/runtime-packages.ts';
import { nameOf, type Target, TARGETS, terminalTarget } from '../../../scripts/packages/target.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const lock = readLockfile(ROOT);
const packed = (name: string, target: Target) => packedFiles(name, path.join(ROOT, 'node_modules', name), target);

describe('packages that a system needs', () => {
  it('are those of the lockfile that are loaded there, each pinned', () => {
    expect(runtimePackages(lock, { platform: 'linux', arch: 'x64' }).map(({ name }) => name)).toEqual([
      '@node-rs/argon2',
      '@node-rs/argon2-linux-x64-gnu',
      '@node-usb/usb-linux-x64-gnu',
      'better-sqlite3',
      'node-hid',
      'pkg-prebuilds',
      'usb',
    ]);
    const arm = runtimePackages(lock, { platform: 'win32', arch: 'arm64' });
    expect(arm.map(({ name }) => name).filter((name) => name.includes('win32'))).toEqual([
      '@koromix/koffi-win32-arm64',
      '@node-rs/argon2-win32-arm64-msvc',
      '@node-usb/usb-win32-arm64-msvc',
    ]);
    for (const { sha512 } of arm) expect(Buffer.from(sha512, 'base64')).toHaveLength(64);
  });

  it.each(TARGETS.map((target) => [nameOf(target), target] as const))(
    'for %s have a Node of the same version',
    (_, target) => {
      const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
        optionalDependencies: Record<string, string>;
      };
      expect(Object.values(manifest.optionalDependencies)).toContain(nodePackage(lock, terminalTarget(target)).version);
    },
  );

  it('are refused where the lockfile pins no archive of one', () => {
    const loose = { '': { dependencies: { usb: '3.1.0' } }, 'node_modules/usb': { version: '3.1.0' } };
    expect(() => runtimePackages(loose, { platform: 'linux', arch: 'x64' })).toThrow(/usb/);
    expect(() =>
      runtimePackages({ '': { dependencies: { usb: '3.1.0' } } }, { platform: 'linux', arch: 'x64' }),
    ).toThrow(/usb/);
  });
});

describe('files of a package', () => {
  it.each(TARGETS.map((target) => [nameOf(target), target] as const))(
    'for %s hold one library for SQLite, of that system',
    (name, target) => {
      const libraries = packed('better-sqlite3', target).filter((file) => file.endsWith('.node'));
      expect(libraries).toEqual([`prebuilds/${name}.node`]);
    },
  );

  it('hold what is loaded and the licence, no sources', () => {
    const koffi = packed('koffi', { platform: 'win32', arch: 'x64' });
    expect(koffi).toEqual(expect.arrayContaining(['LICENSE.txt', 'index.js', 'package.json', 'src/koffi/index.js']));
    expect(koffi.filter((file) => /^(?:doc|lib|vendor)\/|\.(?:cc|hh|md|d\.ts)$/.test(file))).toEqual([]);
    const hid = packed('node-hid', { platform: 'linux', arch: 'x64' }).filter((file) => file.startsWith('prebuilds/'));
    expect(hid).toEqual([
      'prebuilds/HID-linux-x64/node-napi-v4.node',
      'prebuilds/HID_hidraw-linux-x64/node-napi-v4.node',
    ]);
  });

  // The package for Windows brings none.
  it.runIf(process.platform === 'linux')('bring the licence of Node as Node itself does', () => {
    const { name } = nodePackage(lock, { platform: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x64' });
    const committed = readFileSync(path.join(ROOT, 'resources/licences/Node.js.txt'), 'utf8');
    expect(readFileSync(path.join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8')).toBe(committed);
  });
});

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['MIT AND Zlib', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['MIT OR ISC AND GPL-3.0-only', false],
  ['UNLICENSED', false],
  ['', false],
])('a licence named %j may be shipped: %s', (expression, allowed) => {
  expect(isAllowed(expression)).toBe(allowed);
});
