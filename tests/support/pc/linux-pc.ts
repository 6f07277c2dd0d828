import type { RuntimesFacts } from '../../../src/shared/domain/software-facts.ts';

const STEAM = '/home/teacher/.local/share/Steam';
const STEAMVR = `${STEAM}/steamapps/common/SteamVR`;

export interface LinuxPc {
  /** Null: not installed. */
  readonly steamVr?: Partial<NonNullable<RuntimesFacts['steamVr']>> | null | undefined;
  readonly openXr?: Partial<RuntimesFacts['openXr']> | undefined;
}

/** Manifest of a runtime that is set for the user. */
export const linuxManifest = (name: string, more: Partial<NonNullable<RuntimesFacts['openXr']['active']>> = {}) => ({
  path: {
    text: `/usr/share/openxr/1/openxr_${name.toLowerCase()}.json`,
    source: '/home/teacher/.config/openxr/1/active_runtime.json',
  },
  name,
  library: `/usr/lib/libopenxr_${name.toLowerCase()}.so`,
  defect: null,
  ...more,
});

/** Runtimes of a Linux lab PC on which a lesson with SteamVR works, but for what the test changes. */
export const linuxRuntimes = ({ steamVr = {}, openXr = {} }: LinuxPc = {}): RuntimesFacts => ({
  lookedFor: ['steamvr'],
  found: [],
  troubles: [],
  steamVr:
    steamVr === null
      ? null
      : {
          folder: { text: STEAMVR, source: '/home/teacher/.config/openvr/openvrpaths.vrpath' },
          folderExists: true,
          version: { text: '2.9.6', source: `${STEAMVR}/bin/version.txt` },
          build: null,
          lastHeadset: null,
          lastGpuDriver: null,
          // It brings every headset that SteamVR does not know by itself.
          drivers: [
            { folder: '/usr/share/steamvr-monado', exists: true, name: 'monado', hmdPresence: [], defect: null },
          ],
          blockedAddOns: [],
          driverSettings: [],
          bundledDrivers: [],
          forcedDriver: null,
          unusableSettings: null,
          ...steamVr,
        },
  openXr: {
    active: linuxManifest('SteamVR', { library: `${STEAMVR}/bin/linux64/vrclient.so` }),
    available: [],
    layers: [],
    ...openXr,
  },
});
