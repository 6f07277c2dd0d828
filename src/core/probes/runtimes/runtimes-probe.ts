import type { Product } from '../../matrix/matrix-schema.ts';
import { type Probe, ProbeFailure } from '../probe.ts';

/** SteamVR, OpenXR and the headset vendors' software. @param products those of kind `runtime` are looked for. */
export function createRuntimesProbe(_products: readonly Product[]): Probe<'runtimes'> {
  return {
    id: 'runtimes',
    deadlineMs: 5000,
    look: () => Promise.reject(new ProbeFailure('unexpected', 'not written yet')),
  };
}
