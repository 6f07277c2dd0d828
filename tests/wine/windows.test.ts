import { createHash } from 'node:crypto';
import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WINDOWS_NODE } from '../../scripts/windows-node.mjs';
import { readFileVersion } from '../../src/core/probes/files/file-version.ts';
import { publication } from '../support/judge.ts';
import { type Content, FOLDER, noting } from '../support/pc-folder.ts';
import { windowsProgram } from '../support/windows-program.ts';
import type { RegistryContent } from '../support/wine/registry-file.ts';
import { WindowsPc } from '../support/wine/windows-pc.ts';

const SOFTWARE = 'HKEY_LOCAL_MACHINE\\SOFTWARE';
const DISPLAY = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';
const CURRENT_VERSION = `${SOFTWARE}\\Microsoft\\Windows NT\\CurrentVersion`;

let pc: WindowsPc;
beforeAll(async () => {
  pc = await WindowsPc.start(publication.matrix);
});
afterAll(() => pc?.stop());

const codes = (troubles: readonly { place: string; code: string }[]) =>
  troubles.map(({ place, code }) => `${code}: ${place}`);

describe('a Windows PC', () => {
  it('with nothing installed: everything is looked for, nothing found, no trouble', () => {
    pc.install({});
    const host = pc.look('host');
    const sought = publication.matrix.products.filter(({ kind }) => kind === 'runtime');
    expect(pc.look('runtimes')).toEqual({
      lookedFor: sought.map(({ id }) => id),
      found: [],
      troubles: [],
      steamVr: null,
      openXr: { active: null, available: [], layers: [] },
    });
    // Wine's PowerShell does nothing, so programs that run cannot be listed.
    expect(pc.look('software')).toEqual({ lookedFor: ['vr-classroom'], found: [], troubles: [], running: null });
    expect(host.memory?.totalBytes).toBeGreaterThan(0);
    expect(host.disks?.[0]?.mount).toBe('C:\\');
  });

  it('tells build, release and edition, and its display adapters with driver and PCI id', () => {
    const adapter = {
      DriverDesc: 'NVIDIA GeForce RTX 3060',
      DriverVersion: '32.0.15.6094',
      DriverDate: '8-14-2024',
      MatchingDeviceId: 'PCI\\VEN_10DE&DEV_2503&SUBSYS_88831043',
      ProviderName: 'NVIDIA',
    };
    pc.install({
      registry: {
        [CURRENT_VERSION]: {
          CurrentBuildNumber: '22631',
          UBR: 4317,
          DisplayVersion: '23H2',
          EditionID: 'Education',
          ProductName: 'Windows 10 教育版',
        },
        [`${DISPLAY}\\0000`]: adapter,
        [`${DISPLAY}\\0001`]: { DriverDesc: 'Microsoft Remote Display Adapter', MatchingDeviceId: 'terminpt_display' },
        [`${DISPLAY}\\0002`]: { DriverVersion: '1.2.3.4' },
        [`${DISPLAY}\\0003`]: { DriverDesc: 5, DriverVersion: '1.2.3.4' },
        [`${DISPLAY}\\0010`]: {
          DriverDesc: '坏 驱动',
          DriverVersion: 7,
          DriverDate: 'soon',
          MatchingDeviceId: { multi: ['x'] },
        },
        [`${DISPLAY}\\Configuration`]: { DriverDesc: 'no adapter' },
      },
    });
    const key = (name: string) => `${DISPLAY.replace('HKEY_LOCAL_MACHINE', 'HKLM')}\\${name}`;
    const host = pc.look('host');
    expect(host.os).toEqual({
      platform: 'win32',
      name: 'Windows 11 教育版',
      version: '23H2',
      build: '22631.4317',
      edition: 'Education',
    });
    const unknown = { pciId: null, driver: null, driverVersion: null, driverDate: null };
    expect(host.gpus).toEqual([
      {
        name: 'NVIDIA GeForce RTX 3060',
        pciId: '10de:2503',
        driver: 'NVIDIA',
        driverVersion: '32.0.15.6094',
        driverDate: '2024-08-14',
        source: key('0000'),
      },
      { ...unknown, name: 'Microsoft Remote Display Adapter', source: key('0001') },
      { ...unknown, name: '坏 驱动', source: key('0010') },
    ]);
  });
});

describe('SteamVR on Windows', () => {
  const local = `users\\${os.userInfo().username}\\AppData\\Local`;
  const paths = `${local}\\openvr\\openvrpaths.vrpath`;
  const runtime = 'Steam 游戏库\\steamapps\\common\\SteamVR';

  it('is read whole, in folders with spaces and Chinese characters', () => {
    pc.install({
      files: {
        [paths]: {
          runtime: [`C:\\${runtime}`, 'C:\\an older one'],
          config: ['C:\\Steam 游戏库\\config'],
          log: ['C:\\Steam 游戏库\\logs'],
          external_drivers: ['C:\\驱动 一', 'C:\\gone'],
        },
        [`${runtime}\\bin\\version.txt`]: '1790822802\r\n',
        'Steam 游戏库\\logs\\vrserver.txt':
          'Sat Jun 21 2025 13:32:22.496 [Info] - vrserver.exe 2.9.6 startup with PID=5064, config=C:\\Steam 游戏库\\config\r\n',
        'Steam 游戏库\\steamapps\\appmanifest_250820.acf': '"AppState"\r\n{\r\n\t"buildid"\t\t"17432190"\r\n}\r\n',
        'Steam 游戏库\\config\\steamvr.vrsettings': {
          LastKnown: { HMDManufacturer: 'HTC', HMDModel: 'VIVE Pro' },
          GpuSpeed: { gpuSpeedDriver: '32.0.15.6094' },
          driver_leap: { blocked_by_safe_mode: true },
        },
        '驱动 一': FOLDER,
      },
    });
    const runtimes = pc.look('runtimes');
    const settings = 'C:\\Steam 游戏库\\config\\steamvr.vrsettings';
    const version = { text: '2.9.6', source: 'C:\\Steam 游戏库\\logs\\vrserver.txt' };
    expect(runtimes.steamVr).toEqual({
      folder: { text: `C:\\${runtime}`, source: `C:\\${paths}` },
      folderExists: true,
      version,
      build: { text: '17432190', source: 'C:\\Steam 游戏库\\steamapps\\appmanifest_250820.acf' },
      lastHeadset: { text: 'HTC VIVE Pro', source: settings },
      lastGpuDriver: { text: '32.0.15.6094', source: settings },
      drivers: [
        { folder: 'C:\\驱动 一', exists: true },
        { folder: 'C:\\gone', exists: false },
      ],
      blockedAddOns: ['leap'],
    });
    expect(runtimes.found.map((one) => [one.product, one.version])).toEqual([['steamvr', version]]);
    expect(codes(runtimes.troubles)).toEqual([`wrong-type: C:\\${runtime}\\bin\\version.txt`]);
  });

  it('is not found in a broken path registry, and that is told', () => {
    pc.install({ files: { [paths]: '{"runtime": ["C:\\Steam"' } });
    const runtimes = pc.look('runtimes');
    expect(runtimes.steamVr).toBeNull();
    expect(codes(runtimes.troubles)).toEqual([`not-json: C:\\${paths}`]);
  });

  it('is where the environment says', () => {
    pc.install({
      files: { '学生\\paths.json': { runtime: ['C:\\nowhere'] } },
      env: { VR_PATHREG_OVERRIDE: 'C:\\学生\\paths.json' },
    });
    expect(pc.look('runtimes').steamVr).toMatchObject({
      folder: { text: 'C:\\nowhere', source: 'C:\\学生\\paths.json' },
      folderExists: false,
    });
  });
});

describe('OpenXR on Windows', () => {
  const OPENXR = `${SOFTWARE}\\Khronos\\OpenXR\\1`;
  const CITED = 'HKLM\\SOFTWARE\\Khronos\\OpenXR\\1';
  const manifest = (name: string, library: string) => ({ runtime: { name, library_path: library } });
  const layer = (name: string, library: string) => ({ api_layer: { name, library_path: library } });

  it('tells the active runtime, those available and the layers of the PC and of the user', () => {
    pc.install({
      files: {
        'Program Files\\Oculus 软件\\oculus_openxr_64.json': manifest('Oculus', '.\\LibOVRRT64_1.dll'),
        'Program Files\\Oculus 软件\\LibOVRRT64_1.dll': 'MZ',
        'SteamVR\\steamxr_win64.json': manifest('SteamVR', 'bin/win64/vrclient_x64.dll'),
        'SteamVR\\bin\\win64\\vrclient_x64.dll': 'MZ',
        'layers\\a 一.json': layer('XR_APILAYER_ONE', '.\\one.dll'),
        'layers\\two.json': layer('XR_APILAYER_TWO', 'C:\\layers\\two.dll'),
        'layers\\two.dll': 'MZ',
      },
      registry: {
        [OPENXR]: { ActiveRuntime: { expand: '%ProgramFiles%\\Oculus 软件\\oculus_openxr_64.json' } },
        [`${OPENXR}\\AvailableRuntimes`]: {
          'C:\\SteamVR\\steamxr_win64.json': 0,
          'C:\\Program Files\\Oculus 软件\\oculus_openxr_64.json': 0,
          'C:\\removed\\runtime.json': 1,
        },
        [`${OPENXR}\\ApiLayers\\Implicit`]: { 'C:\\layers\\a 一.json': 0, 'C:\\layers\\two.json': 1 },
        [`${OPENXR}\\ApiLayers\\Explicit`.replace('HKEY_LOCAL_MACHINE', 'HKEY_CURRENT_USER')]: {
          'C:\\layers\\two.json': 0,
        },
      },
    });
    const { openXr, troubles } = pc.look('runtimes');
    const oculus = {
      name: 'Oculus',
      library: 'C:\\Program Files\\Oculus 软件\\LibOVRRT64_1.dll',
      defect: null,
    };
    const oculusFile = 'C:\\Program Files\\Oculus 软件\\oculus_openxr_64.json';
    expect(openXr.active).toEqual({ path: { text: oculusFile, source: `${CITED} ActiveRuntime` }, ...oculus });
    const source = `${CITED}\\AvailableRuntimes`;
    expect(openXr.available).toHaveLength(3);
    expect(openXr.available).toEqual(
      expect.arrayContaining([
        { path: { text: oculusFile, source }, ...oculus, enabled: true },
        {
          path: { text: 'C:\\SteamVR\\steamxr_win64.json', source },
          name: 'SteamVR',
          library: 'C:\\SteamVR\\bin\\win64\\vrclient_x64.dll',
          defect: null,
          enabled: true,
        },
        {
          path: { text: 'C:\\removed\\runtime.json', source },
          name: null,
          library: null,
          defect: 'missing',
          enabled: false,
        },
      ]),
    );
    expect(
      openXr.layers.map(({ name, kind, enabled, defect, path }) => [name, kind, enabled, defect, path.source]),
    ).toEqual([
      ['XR_APILAYER_ONE', 'implicit', true, 'library-missing', `${CITED}\\ApiLayers\\Implicit`],
      ['XR_APILAYER_TWO', 'implicit', false, null, `${CITED}\\ApiLayers\\Implicit`],
      ['XR_APILAYER_TWO', 'explicit', true, null, `${CITED.replace('HKLM', 'HKCU')}\\ApiLayers\\Explicit`],
    ]);
    expect(troubles).toEqual([]);
  });

  it('names values of the wrong type and goes on', () => {
    pc.install({
      files: { 'x.json': '{ broken' },
      registry: {
        [OPENXR]: { ActiveRuntime: 1 },
        [`${OPENXR}\\AvailableRuntimes`]: { 'C:\\x.json': '0', 'C:\\y.json': { binary: [0, 0] } },
        [`${OPENXR}\\ApiLayers\\Implicit`]: { 'C:\\x.json': { multi: ['0'] } },
      },
    });
    const { openXr, troubles } = pc.look('runtimes');
    expect(openXr.active).toBeNull();
    expect(openXr.available.map(({ enabled, defect }) => [enabled, defect])).toEqual([
      [false, 'not-json'],
      [false, 'missing'],
    ]);
    expect(openXr.layers.map(({ enabled }) => enabled)).toEqual([false]);
    expect(codes(troubles)).toEqual([
      `wrong-type: ${CITED} ActiveRuntime`,
      `wrong-type: ${CITED}\\ApiLayers\\Implicit C:\\x.json`,
      `wrong-type: ${CITED}\\AvailableRuntimes C:\\x.json`,
      `wrong-type: ${CITED}\\AvailableRuntimes C:\\y.json`,
    ]);
  });

  it.each<[string, Record<string, Content>, RegistryContent]>([
    ['missing', {}, '"C:\\Program Files\\gone\\x.json"'],
    ['not-json', { 'x\\x.json': Buffer.from([0xff, 0xfe, 0, 0xd8, 1]) }, 'C:\\x\\x.json'],
    ['no-library-named', { 'x\\x.json': { runtime: { name: 'X' } } }, { raw: 'C:\\x\\x.json\0C:\\rest' }],
    ['unreadable', { 'x\\x.json': FOLDER }, 'C:\\x\\x.json\\'],
  ])('tells an active runtime that is %s', (defect, files, ActiveRuntime) => {
    pc.install({ files, registry: { [OPENXR]: { ActiveRuntime } } });
    const { openXr, troubles } = pc.look('runtimes');
    expect(openXr.active?.defect).toBe(defect);
    expect(troubles).toEqual([]);
  });
});

describe('vendor software on Windows', () => {
  const vendors = publication.matrix.products.flatMap(({ id, kind, find = [] }) =>
    kind === 'runtime' ? find.filter(({ platform }) => platform === 'win32').map((rule) => ({ id, rule })) : [],
  );
  const expand = (path: string) =>
    path.replace('%ProgramFiles%', 'C:\\Program Files').replace('%SystemRoot%', 'C:\\windows');

  /** A PC on which these rules find their product, each with a version of its own. */
  function installed(rules: typeof vendors) {
    const files: Record<string, Buffer | typeof FOLDER> = {};
    const registry: Record<string, Record<string, string>> = {};
    const found = rules.map(({ id, rule: { folder, version } }, index) => {
      const place = 'path' in folder ? expand(folder.path) : `C:\\厂商 软件\\${id}`;
      files[place.slice('C:\\'.length)] = FOLDER;
      if ('registry' in folder)
        registry[folder.registry.replace('HKLM', 'HKEY_LOCAL_MACHINE')] = { [folder.value]: `"${place}\\"` };
      const program = version.find((way) => 'program' in way)?.program;
      const fileVersion = `1.${index}.0.000082`;
      if (program !== undefined) files[`${place.slice('C:\\'.length)}\\${program}`] = windowsProgram({ fileVersion });
      return [id, place, program === undefined ? null : fileVersion];
    });
    pc.install({ files, registry });
    return found;
  }

  it('is found by the first rule of every vendor', () => {
    const first = vendors.filter(({ id }, index) => vendors.findIndex((one) => one.id === id) === index);
    expect(first.length).toBeGreaterThan(6);
    const expected = installed(first);
    const { found, troubles } = pc.look('runtimes');
    expect(found.map(({ product, folder, version }) => [product, folder?.text, version?.text ?? null])).toEqual(
      expected,
    );
    expect(troubles).toEqual([]);
  });

  it('is found by every other rule', () => {
    const others = vendors.filter(({ id }, index) => vendors.findIndex((one) => one.id === id) !== index);
    expect(others.length).toBeGreaterThan(1);
    for (const one of others) {
      const expected = installed([one]);
      const { found } = pc.look('runtimes');
      expect(found.map(({ product, folder, version }) => [product, folder?.text, version?.text ?? null])).toEqual(
        expected,
      );
    }
  });

  it('is not there when its folder is gone, is a file, or is no path at all; what was registered is told', () => {
    pc.install({
      files: { 'is a file': 'x' },
      registry: {
        [`${SOFTWARE}\\WOW6432Node\\Oculus VR, LLC\\Oculus`]: { Base: 'C:\\gone\\' },
        [`${SOFTWARE}\\Varjo\\Runtime`]: { InstallDir: 'C:\\is a file' },
        [`${SOFTWARE}\\WOW6432Node\\HtcVive\\Updater`]: { AppPath: { binary: [1, 2, 3] } },
      },
    });
    const { found, troubles } = pc.look('runtimes');
    expect(found).toEqual([]);
    expect(codes(troubles)).toEqual([
      'missing: HKLM\\SOFTWARE\\Varjo\\Runtime InstallDir',
      'wrong-type: HKLM\\SOFTWARE\\WOW6432Node\\HtcVive\\Updater AppPath',
      'missing: HKLM\\SOFTWARE\\WOW6432Node\\Oculus VR, LLC\\Oculus Base',
    ]);
  });
});

describe('the suite on Windows', () => {
  const program = windowsProgram({ fileVersion: '3.4.2', fixed: '3.4.2.0' });
  const sha256 = createHash('sha256').update(program).digest('hex');
  const key = `${SOFTWARE}\\VR Classroom`;

  it('is found with version and hash', () => {
    pc.install({
      files: { '教学 平台\\VRClassroom.exe': program },
      registry: { [key]: { InstallDir: 'C:\\教学 平台\\', Version: '3.4.2' } },
    });
    const { found, troubles } = pc.look('software');
    expect(found).toEqual([
      {
        product: 'vr-classroom',
        folder: { text: 'C:\\教学 平台', source: 'HKLM\\SOFTWARE\\VR Classroom InstallDir' },
        version: { text: '3.4.2', source: 'HKLM\\SOFTWARE\\VR Classroom Version' },
        files: [{ path: 'VRClassroom.exe', sha256 }],
      },
    ]);
    expect(troubles).toEqual([]);
  });

  it("tells the program's own version when the registry's has the wrong type", () => {
    pc.install({
      files: { 'Program Files\\VR Classroom\\VRClassroom.exe': program },
      registry: { [key]: { InstallDir: { expand: '%ProgramFiles%\\VR Classroom' }, Version: 342 } },
    });
    const { found, troubles } = pc.look('software');
    expect(found[0]?.version).toEqual({ text: '3.4.2', source: 'C:\\Program Files\\VR Classroom\\VRClassroom.exe' });
    expect(codes(troubles)).toEqual(['wrong-type: HKLM\\SOFTWARE\\VR Classroom Version']);
  });

  it('is found by its folder alone, without its program', () => {
    pc.install({ files: { 'Program Files\\VR Classroom\\readme.txt': '' } });
    const { found, troubles } = pc.look('software');
    expect(found).toMatchObject([{ version: null, files: [{ path: 'VRClassroom.exe', sha256: null }] }]);
    expect(codes(troubles)).toEqual(['missing: C:\\Program Files\\VR Classroom\\VRClassroom.exe']);
  });
});

describe('the browser that prints', () => {
  const APP_PATHS = `${SOFTWARE}\\Microsoft\\Windows\\CurrentVersion\\App Paths`;
  const edge = 'Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';

  it('is the one the registry names, else one where they usually are, else none', () => {
    const registry = { [`${APP_PATHS}\\chrome.exe`]: { '': '"C:\\浏览器 一\\chrome.exe"' } };
    pc.install({ files: { [edge]: '', '浏览器 一\\chrome.exe': '' }, registry });
    expect(pc.browser()).toBe('C:\\浏览器 一\\chrome.exe');
    // Uninstalled without a trace in the registry.
    pc.install({ files: { [edge]: '' }, registry });
    expect(pc.browser()).toBe(`C:\\${edge}`);
    pc.install({});
    expect(pc.browser()).toBeNull();
  });
});

it("a real signed program tells its version: Windows' own Node", async () => {
  const { note, troubles } = noting();
  expect(await readFileVersion(WINDOWS_NODE, note)).toBe('22.23.3');
  expect(troubles).toEqual([]);
});
