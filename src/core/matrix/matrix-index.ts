import type { Matrix, MatrixRow, Product } from './matrix-schema.ts';
import { versionOrderOf } from './versions/index.ts';
import type { VersionOrder, VersionRange } from './versions/version-order.ts';

export interface IndexedProduct {
  readonly product: Product;
  readonly order: VersionOrder;
  /** What is published about versions of this product. */
  readonly rows: readonly IndexedRow[];
  /** What rows of other products ask of this one. */
  readonly requirements: readonly Requirement[];
}

export interface IndexedRow {
  readonly row: MatrixRow;
  readonly versions: VersionRange;
}

export interface Requirement {
  /** The row that asks. */
  readonly by: IndexedRow;
  readonly versions: VersionRange;
}

/** The matrix, ready to be asked by product. */
export interface MatrixIndex {
  readonly matrix: Matrix;
  readonly products: ReadonlyMap<string, IndexedProduct>;
}

/**
 * Rows with a product or a range that cannot be read are left out here; `vrlab-publish check` refuses them by name, so a
 * signed matrix has none.
 */
export function indexMatrix(matrix: Matrix): MatrixIndex {
  const products = new Map(
    matrix.products.map((product) => [
      product.id,
      { product, order: versionOrderOf(product.scheme), rows: [] as IndexedRow[], requirements: [] as Requirement[] },
    ]),
  );
  for (const row of matrix.rows) {
    const about = products.get(row.product);
    const versions = about?.order.range(row.versions) ?? null;
    if (about === undefined || versions === null) continue;
    const indexed = { row, versions };
    about.rows.push(indexed);
    for (const { product, versions: needed } of row.requires ?? []) {
      const range = products.get(product)?.order.range(needed) ?? null;
      if (range !== null) products.get(product)!.requirements.push({ by: indexed, versions: range });
    }
  }
  return { matrix, products };
}
