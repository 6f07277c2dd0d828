import type { Matrix, Product } from '../../matrix/matrix-schema.ts';
import { type Probe, ProbeFailure } from '../probe.ts';

/** What the software probe looks for, all of it published. */
export interface SoughtSoftware {
  /** Those of kind `suite` are looked for. */
  readonly products: readonly Product[];
  /** Their files are hashed where they are found. */
  readonly releases: Matrix['releases'];
  readonly conflicts: Matrix['conflicts'];
}

export function createSoftwareProbe(_sought: SoughtSoftware): Probe<'software'> {
  return {
    id: 'software',
    deadlineMs: 10_000,
    look: () => Promise.reject(new ProbeFailure('unexpected', 'not written yet')),
  };
}
