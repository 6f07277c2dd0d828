import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { OpenXrManifest, RuntimesFacts } from '../../shared/domain/software-facts.ts';
import type { Matrix } from '../published/matrix-schema.ts';
import type { CheckContext, CheckSituation } from './check.ts';
import { connectedHeadsets } from './headsets.ts';

export interface ServedHeadset {
  readonly device: RecognisedDevice;
  readonly service: Matrix['headsets'][number];
}

/** Connected headsets for which the matrix names the software that serves them on this system. */
export const servedHeadsets = (
  devices: readonly RecognisedDevice[],
  { platform }: CheckSituation,
  { matrix }: CheckContext,
): ServedHeadset[] =>
  connectedHeadsets(devices).flatMap((device) =>
    matrix.matrix.headsets
      .filter(
        ({ models, platforms }) => models.includes(device.model) && platform !== null && platforms.includes(platform),
      )
      .map((service) => ({ device, service })),
  );

/** Without a PC it teaches nothing: what serves it has to be there. */
export const needsRuntime = ({ service }: ServedHeadset): boolean => service.withoutRuntime !== 'fine';

/**
 * Products that are installed: by what was found on disk, or because their OpenXR runtime is there and whole. Its version
 * is judged in the first case only.
 */
export function presentProducts(
  { versions }: CheckSituation,
  { openXr }: RuntimesFacts,
  { matrix }: CheckContext,
): Set<string> {
  const manifests: readonly (OpenXrManifest | null)[] = [openXr.active, ...openXr.available];
  const runtimes = new Set(manifests.flatMap((one) => (one?.defect === null && one.name !== null ? [one.name] : [])));
  const registered = matrix.matrix.products
    .filter((product) => product.openXr?.some((name) => runtimes.has(name)))
    .map(({ id }) => id);
  return new Set([...versions.map(({ product }) => product), ...registered]);
}
