import { describe, expect, it } from 'vitest';
import { type Content, FOLDER } from '../support/pc/pc-folder.ts';
import { codes, SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';
import type { RegistryContent } from '../support/wine/registry-file.ts';

export const openXrOnWindows = (pc: WindowsPcInUse): void =>
  void describe('OpenXR on Windows', () => {
    const OPENXR = `${SOFTWARE}\\Khronos\\OpenXR\\1`;
    const CITED = 'HKLM\\SOFTWARE\\Khronos\\OpenXR\\1';
    const manifest = (name: string, library: string) => ({
      file_format_version: '1.0.0',
      runtime: { name, library_path: library },
    });
    const layer = (name: string, library: string) => ({
      file_format_version: '1.0.0',
      api_layer: {
        name,
        library_path: library,
        api_version: '1.0',
        implementation_version: '1',
        disable_environment: `DISABLE_${name}`,
      },
    });

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

    it('loses the layers after a text, as the loader does, and finds variables set for user and PC', () => {
      const key = `${OPENXR}\\ApiLayers\\Implicit`;
      pc.install({
        files: { 'layers\\a.json': layer('XR_A', 'a.dll'), 'layers\\c.json': layer('XR_C', 'c.dll') },
        registry: {
          [key]: { 'C:\\layers\\a.json': 0, 'C:\\layers\\b.json': 'off', 'C:\\layers\\c.json': 0 },
          'HKEY_CURRENT_USER\\Environment': { XR_ENABLE_API_LAYERS: 'XR_GONE;XR_A' },
          'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment': {
            XR_LOADER_DEBUG: 'all',
          },
        },
      });
      const { openXr } = pc.look('runtimes');
      expect(openXr.layers.map(({ path, obstacle = null }) => [path.text, obstacle])).toEqual([
        ['C:\\layers\\a.json', null],
        ['C:\\layers\\b.json', null],
        ['C:\\layers\\c.json', 'list-cut'],
      ]);
      expect(openXr.layerListCuts).toEqual([
        { key: `${CITED}\\ApiLayers\\Implicit`, value: 'C:\\layers\\b.json', type: 'REG_SZ' },
      ]);
      expect(openXr.demandedLayers).toEqual(['XR_GONE', 'XR_A']);
      expect(openXr.variables?.map(({ name }) => name)).toEqual(['XR_ENABLE_API_LAYERS', 'XR_LOADER_DEBUG']);
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
