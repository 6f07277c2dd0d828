import { type Situation, rowsOn } from './judge-version.ts';
import type { MatrixIndex } from './matrix-index.ts';
import type { MatrixRow, Product } from './matrix-schema.ts';

export interface MissingRequirement {
  readonly row: MatrixRow;
  readonly product: Product;
  /** Range that is asked for. */
  readonly versions: string;
}

/** Vendor software that rows about what is installed ask for and that is not there at all. Pure. */
export function requirementsWithout(index: MatrixIndex, situation: Situation): MissingRequirement[] {
  const present = new Set(situation.versions.map(({ product }) => product));
  return situation.versions.flatMap((found) =>
    rowsOn(found, index, situation).flatMap((row) =>
      (row.requires ?? []).flatMap(({ product, versions }) => {
        const needed = index.products.get(product)?.product;
        return needed?.kind === 'runtime' && !present.has(product) ? [{ row, product: needed, versions }] : [];
      }),
    ),
  );
}
