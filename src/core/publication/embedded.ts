import catalogue from '../../../resources/publication/catalogue.json' with { type: 'json' };
import limits from '../../../resources/publication/limits.json' with { type: 'json' };
import matrix from '../../../resources/publication/matrix.json' with { type: 'json' };
import type { Limits } from '../checks/limits.ts';
import type { Catalogue } from '../devices/catalogue-schema.ts';
import type { Matrix } from '../matrix/matrix-schema.ts';
import { createPublication, type Publication } from './publication.ts';

/**
 * The publication built into the program. Validated by the test suite at build time, so that a cold start on a school PC
 * does not pay for it.
 */
export const embeddedPublication = (): Publication =>
  createPublication({ catalogue: catalogue as Catalogue, limits: limits as Limits, matrix: matrix as Matrix });
