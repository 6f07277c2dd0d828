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

test('the package holds what was built, what is published and the root of updates, never the sources or the publisher', async () => {
  const patterns = patternsOf((await readConfig()).files);
  expect(patterns.filter((pattern) => !pattern.startsWith('!'))).toEqual([
    'out/**',
    'resources/publication/**',
    'resources/templates/**',
    'resources/updates/**',
  ]);
  // A list that only excludes would stand for the whole project less that.
  expect(patterns[0]).toBe('out/**');
  expect(patterns).toEqual(expect.arrayContaining(['!out/main/vrlab-publish.js', '!**/node_modules/**']));
});

test.each([
  ['win', 'win32'],
  ['linux', 'linux'],
] as const)('for %s it takes what was prepared for that system and architecture', async (system, platform) => {
  const { files, extraFiles, extraResources } = (await readConfig())[system] ?? {};
  const places = [files, extraFiles, extraResources]
    .flat()
    .map((entry) => (entry !== null && typeof entry === 'object' ? `${entry.from} → ${entry.to}` : entry));
  const prepared = `prepared/${platform}-\${arch}`;
  expect(places).toEqual(
    expect.arrayContaining([
      `${prepared}/node_modules → node_modules`,
      `${prepared}/beside → .`,
      `${prepared}/vrlab → vrlab`,
      `${prepared}/vrlab/node_modules → vrlab/node_modules`,
    ]),
  );
});

test('there are installers for both kinds of Windows PC, for all accounts, and records outlive them', async () => {
  const { win, nsis, linux } = await readConfig();
  expect(win?.target).toEqual([{ target: 'nsis', arch: ['x64', 'arm64'] }]);
  expect(linux?.target).toEqual([{ target: 'AppImage', arch: ['x64'] }]);
  expect(nsis).toMatchObject({ perMachine: true, oneClick: false, deleteAppDataOnUninstall: false });
});

test('the package starts with the built main process', () => {
  const manifest: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ main: 'out/main/index.js', type: 'module' });
});
