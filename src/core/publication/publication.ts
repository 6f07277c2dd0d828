import type { PublicationStamp } from '../../shared/domain/check-run.ts';
import { civilDateOf, daysBetween } from '../../shared/beijing-time.ts';
import type { Limits } from '../checks/limits.ts';
import { indexMatrix, type MatrixIndex } from '../matrix/matrix-index.ts';
import type { Matrix } from '../matrix/matrix-schema.ts';
import type { Catalogue } from '../devices/catalogue-schema.ts';
import { type DeviceCatalogue, indexCatalogue } from '../devices/catalogue.ts';

/** The published data in use. */
export interface Publication {
  readonly catalogue: DeviceCatalogue;
  readonly limits: Limits;
  readonly matrix: Matrix;
  readonly matrixIndex: MatrixIndex;
  /** Which publication this is and how old it is at that instant; stands in every run. */
  stampAt(instant: Date): PublicationStamp;
}

/** @param source already validated. */
export function createPublication(source: { catalogue: Catalogue; limits: Limits; matrix: Matrix }): Publication {
  const { version, date, demo } = source.catalogue;
  return {
    catalogue: indexCatalogue(source.catalogue),
    limits: source.limits,
    matrix: source.matrix,
    matrixIndex: indexMatrix(source.matrix),
    stampAt: (instant) => ({ version, date, ageDays: daysBetween(date, civilDateOf(instant)), demo }),
  };
}
