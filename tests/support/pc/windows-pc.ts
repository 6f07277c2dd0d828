import type { HostFacts } from '../../../src/shared/domain/host-facts.ts';
import type {
  FoundProduct,
  OpenXrManifest,
  RuntimesFacts,
  SoftwareFacts,
} from '../../../src/shared/domain/software-facts.ts';
import { publication } from './judge.ts';

const cited = (text: string) => ({ text, source: 'test' });

/** SHA-256 that the demo publication names for the one file of release 3.4.2. */
export const GENUINE = publication.matrix.releases[0]!.files[0]!.sha256;

export const installed = (product: string, version: string | null, sha256: string | null = GENUINE): FoundProduct => ({
  product,
  folder: cited(String.raw`C:\Program Files\${product}`),
  version: version === null ? null : cited(version),
  files: [{ path: String.raw`C:\Program Files\${product}\VRClassroom.exe`, sha256 }],
});

export const manifest = (name: string, more: Partial<OpenXrManifest> = {}): OpenXrManifest => ({
  path: cited(`C:\\${name}.json`),
  name,
  library: `C:\\${name}.dll`,
  defect: null,
  ...more,
});

export interface WindowsPc {
  readonly build?: string | null | undefined;
  readonly gpuDriver?: string | null | undefined;
  readonly memoryGiB?: number | undefined;
  readonly gpu?: string | undefined;
  readonly suite?: FoundProduct | null | undefined;
  readonly steamVr?: Partial<NonNullable<RuntimesFacts['steamVr']>> | null | undefined;
  readonly runtimes?: readonly FoundProduct[] | undefined;
  readonly openXr?: Partial<RuntimesFacts['openXr']> | undefined;
  readonly running?: SoftwareFacts['running'] | undefined;
}

/** A Windows lab PC on which a lesson with SteamVR works, but for what the test changes. */
export function windowsPc(pc: WindowsPc = {}): { host: HostFacts; runtimes: RuntimesFacts; software: SoftwareFacts } {
  const { build = '22631.4460', gpuDriver = '32.0.15.6094', gpu = 'NVIDIA GeForce RTX 3060', memoryGiB = 16 } = pc;
  const { suite = installed('vr-classroom', '3.4.2'), steamVr = {}, runtimes = [], openXr = {}, running = [] } = pc;
  return {
    host: {
      os: { platform: 'win32', name: 'Windows 11', version: '23H2', build, edition: 'Education' },
      cpu: { model: 'CPU', logicalCores: 8 },
      memory: { totalBytes: memoryGiB * 1024 ** 3, availableBytes: 4 * 1024 ** 3 },
      gpus: [
        { name: gpu, pciId: '10de:2503', driver: 'NVIDIA', driverVersion: gpuDriver, driverDate: null, source: 'test' },
      ],
      disks: [{ mount: 'C:', totalBytes: 500e9, freeBytes: 200e9 }],
    },
    runtimes: {
      lookedFor: ['steamvr', 'meta-horizon-link', 'pico-connect'],
      found: [...runtimes],
      troubles: [],
      steamVr:
        steamVr === null
          ? null
          : {
              folder: cited(String.raw`C:\Steam\steamapps\common\SteamVR`),
              folderExists: true,
              version: cited('2.9.6'),
              build: cited('17000000'),
              lastHeadset: null,
              lastGpuDriver: null,
              drivers: [],
              blockedAddOns: [],
              ...steamVr,
            },
      openXr: { active: manifest('SteamVR'), available: [], layers: [], ...openXr },
    },
    software: {
      lookedFor: ['vr-classroom'],
      found: suite === null ? [] : [suite],
      troubles: [],
      running,
    },
  };
}
