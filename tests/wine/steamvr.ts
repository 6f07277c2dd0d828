import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { codes, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';

export const steamVrOnWindows = (pc: WindowsPcInUse): void =>
  void describe('SteamVR on Windows', () => {
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
          '驱动 一\\driver.vrdrivermanifest': { name: 'one', hmd_presence: ['28DE.*'] },
          '驱动 一\\bin\\win64\\driver_one.dll': 'MZ',
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
          { folder: 'C:\\驱动 一', exists: true, name: 'one', hmdPresence: ['28DE.*'], defect: null },
          { folder: 'C:\\gone', exists: false },
        ],
        blockedAddOns: ['leap'],
        driverSettings: [{ name: 'leap', enabled: null, unclear: false, blockedBySafeMode: true, source: settings }],
        bundledDrivers: [],
        forcedDriver: null,
        unusableSettings: null,
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
