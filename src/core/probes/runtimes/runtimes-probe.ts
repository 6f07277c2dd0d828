import type { FoundProduct, SteamVrFacts } from '../../../shared/domain/software-facts.ts';
import type { Product } from '../../published/matrix-schema.ts';
import { findProducts } from '../find-products.ts';
import { collectTroubles } from '../../platform/reading-troubles.ts';
import type { Probe } from '../probe.ts';
import { type HostEnvironment, hostEnvironment } from '../../platform/host-environment.ts';
import { readOpenXr } from './openxr.ts';
import { readSteamVr } from './steamvr.ts';

/** SteamVR has no find rule, because it registers itself. In the facts it is listed like every other product. */
const STEAMVR = 'steamvr';

const asProduct = ({ folder, folderExists, version }: SteamVrFacts): FoundProduct[] =>
  folderExists ? [{ product: STEAMVR, folder, version, files: [] }] : [];

const SOURCES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ['openvrpaths.vrpath', 'HKLM\\SOFTWARE\\Khronos\\OpenXR\\1', 'native-reg 1'],
  linux: ['openvrpaths.vrpath', 'openxr/1'],
};

/** Reads SteamVR, OpenXR and the headset vendors' software. @param products those of kind `runtime` are looked for. */
export function createRuntimesProbe(
  products: readonly Product[],
  environment: HostEnvironment = hostEnvironment(),
): Probe<'runtimes'> {
  return {
    id: 'runtimes',
    deadlineMs: 5000,
    async read() {
      const { report, troubles } = collectTroubles();
      const runtimes = products.filter(({ kind }) => kind === 'runtime');
      const [vendors, steamVr, openXr] = await Promise.all([
        findProducts(runtimes, environment, report),
        readSteamVr(environment, report),
        readOpenXr(environment, report),
      ]);
      const steamVrIsSought = runtimes.some(({ id }) => id === STEAMVR);
      return {
        facts: {
          lookedFor: [...(steamVrIsSought ? [STEAMVR] : []), ...vendors.lookedFor],
          found: [...(steamVrIsSought && steamVr !== null ? asProduct(steamVr) : []), ...vendors.found],
          troubles: troubles(),
          steamVr,
          openXr,
        },
        sources: SOURCES[environment.platform] ?? [],
      };
    },
  };
}
