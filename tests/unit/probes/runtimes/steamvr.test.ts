import { truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSteamVr } from '../../../../src/core/probes/runtimes/steamvr.ts';
import { startsIn } from '../../../../src/core/probes/runtimes/steamvr-version.ts';
import { valveValue } from '../../../../src/core/probes/runtimes/steamvr-places.ts';
import { steamVrFactsSchema } from '../../../../src/shared/domain/software-facts.ts';
import { type Content, FOLDER, megabytesRead, noting, pcFolder, writeTree } from '../../../support/pc/pc-folder.ts';

const STEAMAPPS = 'disk/Steam 游戏/steamapps';
const RUNTIME = `${STEAMAPPS}/common/SteamVR`;
const PATHS = 'home/.config/openvr/openvrpaths.vrpath';
const LINE = 'Sat Jun 21 2025 13:32:22.496449 [Info] - ';
const startOf = (own: string) => `${LINE}${own} startup with PID=33886, config=/x, runtime=/y\n`;

/** A PC with SteamVR and these files. @param more fields of openvrpaths.vrpath, unless the files hold one. */
async function read(files: Record<string, Content>, more: (root: string) => object = () => ({}), env = {}) {
  const pc = pcFolder({ [`${RUNTIME}/bin`]: FOLDER, ...files });
  const paths = { runtime: [pc.at(RUNTIME)], config: [pc.at('config')], log: [pc.at('log')], version: 1 };
  if (files[PATHS] === undefined) writeTree(pc.root, { [PATHS]: { ...paths, ...more(pc.root) } });
  const { report, troubles } = noting();
  const facts = await readSteamVr({ ...pc.environment, env: { ...pc.environment.env, ...env } }, report);
  if (facts !== null) steamVrFactsSchema.parse(facts);
  return { facts, troubles, codes: troubles.map(({ code }) => code), ...pc };
}

const SETTINGS = {
  LastKnown: { HMDManufacturer: 'WindowsMR', HMDModel: 'HP Reverb Virtual Reality Headset G20' },
  GpuSpeed: { gpuSpeedDriver: '30.0.14.7168', gpuSpeedVendor: 'NVIDIA GeForce RTX 3080' },
  driver_alvr_server: { blocked_by_safe_mode: true },
  driver_lighthouse: { blocked_by_safe_mode: false },
  driver_odd: { blocked_by_safe_mode: 'true' },
  driver_text: 'blocked_by_safe_mode',
};

describe('SteamVR', () => {
  it('is read whole, in folders with spaces and Chinese characters, every place cited', async () => {
    const { facts, troubles, at } = await read(
      {
        [`${RUNTIME}/bin/version.txt`]: '2.9.6\n',
        [`${STEAMAPPS}/appmanifest_250820.acf`]:
          '"AppState"\n{\n\t"appid"\t\t"250820"\n\t"name"\t\t"Steam\\"VR"\n\t"UserConfig"\n\t{\n\t\t"buildid"\t\t"1"\n\t}\n\t"buildid"\t\t"17432190"\n}\n',
        'config/steamvr.vrsettings': SETTINGS,
        'drivers/第三方 驱动/driver.vrdrivermanifest':
          '\uFEFF{ "name": "第三方", // its name\n "hmd_presence": ["045E.0659", 7,], }',
      },
      (root) => ({ external_drivers: [path.join(root, 'drivers/第三方 驱动'), path.join(root, 'drivers/gone')] }),
    );
    expect(facts).toEqual({
      folder: { text: at(RUNTIME), source: at(PATHS) },
      folderExists: true,
      version: { text: '2.9.6', source: at(`${RUNTIME}/bin/version.txt`) },
      build: { text: '17432190', source: at(`${STEAMAPPS}/appmanifest_250820.acf`) },
      lastHeadset: {
        text: 'WindowsMR HP Reverb Virtual Reality Headset G20',
        source: at('config/steamvr.vrsettings'),
      },
      lastGpuDriver: { text: '30.0.14.7168', source: at('config/steamvr.vrsettings') },
      drivers: [
        {
          folder: at('drivers/第三方 驱动'),
          exists: true,
          name: '第三方',
          hmdPresence: ['045E.0659'],
          defect: 'library-missing',
        },
        { folder: at('drivers/gone'), exists: false },
      ],
      blockedAddOns: ['alvr_server'],
      driverSettings: ['alvr_server', 'lighthouse', 'odd'].map((name) => ({
        name,
        enabled: null,
        unclear: false,
        blockedBySafeMode: name === 'alvr_server',
        source: at('config/steamvr.vrsettings'),
      })),
      bundledDrivers: [],
      forcedDriver: null,
      unusableSettings: null,
    });
    expect(troubles).toEqual([]);
  });

  it('is not installed without its path registry, and that is no trouble', async () => {
    const { report, troubles } = noting();
    expect(await readSteamVr(pcFolder().environment, report)).toBeNull();
    expect(troubles).toEqual([]);
  });

  it('keeps an entry whose folder is gone, and its version is unknown', async () => {
    const { facts, troubles } = await read({}, (root) => ({ runtime: [path.join(root, 'gone/SteamVR')] }));
    expect(facts).toMatchObject({ folderExists: false, version: null, build: null });
    expect(troubles).toEqual([]);
  });

  it.each<[string, Content, string[]]>([
    ['cut off', '{"runtime": ["/x"', ['not-json']],
    ['empty', '', ['not-json']],
    ['binary', Buffer.from([0, 159, 146, 150]), ['not-json']],
    ['a folder', FOLDER, ['unreadable']],
    ['two megabytes', ' '.repeat(2 * 1024 ** 2), ['too-large']],
    ['a text for a list', { runtime: '/opt/SteamVR' }, ['wrong-type']],
    ['numbers for texts', { runtime: [1] }, ['wrong-type']],
    ['no lists at all', {}, []],
    ['an array', [], []],
    ['null for a list, as SteamVR writes it', { runtime: null }, []],
    ['an empty list', { runtime: [] }, []],
  ])('is not found when openvrpaths.vrpath is %s', async (_, content, codes) => {
    const found = await read({ [PATHS]: content });
    expect(found.facts).toBeNull();
    expect(found.codes).toEqual(codes);
  });

  it('reads a path registry with a byte order mark', async () => {
    const { facts } = await read({ [PATHS]: '\uFEFF{"runtime":["/nowhere/SteamVR"]}' });
    expect(facts).toMatchObject({ folder: { text: '/nowhere/SteamVR' }, folderExists: false, drivers: [] });
  });

  it('obeys the environment as openvr_api does', async () => {
    const { facts, at } = await read({}, undefined, { VR_OVERRIDE: '/other/SteamVR' });
    expect(facts?.folder).toEqual({ text: '/other/SteamVR', source: 'VR_OVERRIDE' });
    const elsewhere = await read({ 'x/注册.json': { runtime: ['/by/file'] } });
    const { report } = noting();
    const env = { VR_PATHREG_OVERRIDE: elsewhere.at('x/注册.json') };
    const named = await readSteamVr({ ...elsewhere.environment, env }, report);
    expect(named?.folder).toEqual({ text: '/by/file', source: env.VR_PATHREG_OVERRIDE });
    const xdg = { XDG_CONFIG_HOME: at('home/.config') };
    expect((await readSteamVr({ ...elsewhere.environment, env: xdg }, report))?.folder.source).toBe(at(PATHS));
  });

  it.each<[string, Content, string[]]>([
    ['wrong types', { LastKnown: { HMDModel: 7 }, GpuSpeed: { gpuSpeedDriver: null } }, ['wrong-type', 'wrong-type']],
    ['sections that are texts', { LastKnown: 'x', GpuSpeed: [] }, []],
    ['no JSON', '{ "steamvr": ', ['not-json']],
    ['a folder', FOLDER, ['unreadable']],
  ])('goes on when steamvr.vrsettings holds %s', async (_, settings, codes) => {
    const found = await read({ 'config/steamvr.vrsettings': settings, [`${RUNTIME}/bin/version.txt`]: 'v2.9.6' });
    expect(found.facts).toMatchObject({ lastHeadset: null, lastGpuDriver: null, version: { text: '2.9.6' } });
    expect(found.codes).toEqual(codes);
  });

  it.each(['no KeyValues', '"AppState" { "buildid" "soon" }', '"AppState" { "buildid"', '}}}{"'])(
    'tells no build when the manifest says %j',
    async (manifest) => {
      const { facts, codes } = await read({ [`${STEAMAPPS}/appmanifest_250820.acf`]: manifest });
      expect(facts?.build).toBeNull();
      expect(codes).toEqual(['wrong-type']);
    },
  );
});

describe("SteamVR's version", () => {
  it.each([
    ['1790822802', null],
    ['v1790822802', null],
    ['', null],
    ['\0\0\0', null],
    ['2.9.6 (1790822802)', '2.9.6'],
    ['v1.24.6', '1.24.6'],
    ['2.9.6-beta', '2.9.6'],
    ['2.9.6beta', null],
  ])('version.txt %j tells %j', async (text, version) => {
    const { facts, codes } = await read({ [`${RUNTIME}/bin/version.txt`]: text });
    expect(facts?.version?.text ?? null).toBe(version);
    expect(codes).toEqual(version === null ? ['wrong-type'] : []);
  });

  it.each([
    [[startOf('vrserver.exe 1.13.10')], '1.13.10'],
    [[`${LINE}VR server 1.9.16 (v1576990468) starting up with config=C:\\Steam\\config\n`], '1.9.16'],
    [[startOf('vrserver 1.21.12'), startOf('vrserver 2.9.6')], '2.9.6'],
    [[startOf('vrserver 2.9.6'), `${LINE}VR server (v0) starting up with config=/x\n`], '2.9.6'],
    [[`${LINE}VR server (v1790822802) starting up with config=/x\n`], null],
    [[startOf('vrserver.exe')], null],
  ])('the log %j tells %j', async (starts, version) => {
    const { facts, codes } = await read({ 'log/vrserver.txt': `${starts.join(`${LINE}更多\n`)}${LINE}end\n` });
    expect(facts?.version?.text ?? null).toBe(version);
    expect(codes).toEqual(version === null ? ['wrong-type'] : []);
  });

  it('is not looked for in the log when version.txt tells it, and is when that tells a build time', async () => {
    const log = { 'log/vrserver.txt': startOf('vrserver 1.1.1') };
    expect((await read({ ...log, [`${RUNTIME}/bin/version.txt`]: '2.2.2' })).facts?.version?.text).toBe('2.2.2');
    expect((await read({ ...log, [`${RUNTIME}/bin/version.txt`]: '1790822802' })).facts?.version?.text).toBe('1.1.1');
  });

  it.each([1, 1024 ** 2 - 60, 1024 ** 2, 5 * 1024 ** 2 + 17])(
    'is found %i bytes before the end of a log',
    async (after) => {
      const log =
        startOf('vrserver 1.0.1').repeat(20_000) + startOf('vrserver 2.9.6') + '中'.repeat(Math.ceil(after / 3));
      expect((await read({ 'log/vrserver.txt': log })).facts?.version?.text).toBe('2.9.6');
    },
  );

  it('gives a log of hundreds of megabytes up after its last 16', async () => {
    const pc = await read({ 'log/vrserver.txt': startOf('vrserver 1.0.1') });
    truncateSync(pc.at('log/vrserver.txt'), 600 * 1024 ** 2);
    const megabytes = await megabytesRead(async () =>
      expect((await readSteamVr(pc.environment, noting().report))?.version).toBeNull(),
    );
    expect(megabytes).toBeGreaterThan(15);
    expect(megabytes).toBeLessThan(20);
  });

  it('is unreadable when a folder stands in place of the log', async () => {
    const pc = await read({ 'log/vrserver.txt': FOLDER });
    expect(pc.codes).toEqual(['unreadable']);
  });

  it('ignores other lines that name vrserver', () => {
    expect(
      startsIn(`${LINE}Connect from vrserver 1.2.3\n${LINE}[vrserver] Graceful exit\nstarting up with x\n`),
    ).toEqual([]);
  });
});

describe('a KeyValues file of Steam', () => {
  it.each([
    ['"a" { "b" "1" }', '1'],
    ['// "a" { "b" "0" }\n"A"{"B""1"}', '1'],
    ['"a" { "c" { "b" "0" } "b" "1" }', '1'],
    ['"a" { "b" "say \\"1\\" \\\\" }', 'say "1" \\'],
    ['"x" { "a" { "b" "1" } }', null],
    ['"a" "b" "1"', null],
    ['', null],
  ])('%s', (text, value) => {
    expect(valveValue(text, ['a', 'b'])).toBe(value);
  });
});
