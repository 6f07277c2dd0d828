import type { MatrixIndex } from '../published/matrix-index.ts';
import type { MatrixRow, Product } from '../published/matrix-schema.ts';
import type { Situation } from './situation.ts';

export interface MissingRequirement {
  readonly row: MatrixRow;
  readonly product: Product;
  /** Range that is asked for. */
  readonly versions: string;
}

/** Vendor software that rows about what is installed ask for and that is not there at all. Pure. */
export function requirementsWithout({ products }: MatrixIndex, { versions, demands }: Situation): MissingRequirement[] {
  const present = new Set(versions.map(({ product }) => product));
  return [...demands].flatMap(([id, asked]) => {
    const product = products.get(id)?.product;
    if (product?.kind !== 'runtime' || present.has(id)) return [];
    return asked.map(({ row, versions: range }) => ({ row, product, versions: range.text }));
  });
}
