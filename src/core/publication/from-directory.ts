import path from 'node:path';
import type { Result } from '../../shared/domain/result.ts';
import { limitsSchema } from '../checks/limits.ts';
import { catalogueSchema } from '../devices/catalogue-schema.ts';
import { matrixSchema } from '../matrix/matrix-schema.ts';
import { readJsonFile } from '../read-json-file.ts';
import { createPublication, type Publication } from './publication.ts';

/** Loads a publication from a folder with the layout of `resources/publication`. */
export async function publicationFrom(directory: string): Promise<Result<Publication>> {
  const catalogue = await readJsonFile(path.join(directory, 'catalogue.json'), catalogueSchema, 'vrlab.catalogue/1');
  if (!catalogue.ok) return catalogue;
  const limits = await readJsonFile(path.join(directory, 'limits.json'), limitsSchema, 'vrlab.limits/1');
  if (!limits.ok) return limits;
  const matrix = await readJsonFile(path.join(directory, 'matrix.json'), matrixSchema, 'vrlab.matrix/1');
  if (!matrix.ok) return matrix;
  const parts = { catalogue: catalogue.value, limits: limits.value, matrix: matrix.value };
  return { ok: true, value: createPublication(parts) };
}
