import type { Matrix, MatrixRow, Product } from './matrix-schema.ts';
import { versionOrderOf } from './versions/index.ts';
import type { VersionOrder, VersionRange } from './versions/version-order.ts';

export interface IndexedProduct {
  readonly product: Product;
  readonly order: VersionOrder;
  /** What is published about versions of this product. */
  readonly rows: readonly IndexedRow[];
  /** Lowest and highest first number of each row's range, side by side: 20,000 rows are a walk through one array. */
  readonly spans: Float64Array;
}

export interface IndexedRow {
  readonly row: MatrixRow;
  readonly versions: VersionRange;
  readonly requires: readonly { readonly product: Product; readonly versions: VersionRange }[];
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
      { product, order: versionOrderOf(product.scheme), rows: [] as IndexedRow[] },
    ]),
  );
  for (const row of matrix.rows) {
    const about = products.get(row.product);
    const versions = about?.order.range(row.versions) ?? null;
    if (about === undefined || versions === null) continue;
    const requires = (row.requires ?? []).flatMap((needed) => {
      const other = products.get(needed.product);
      const range = other?.order.range(needed.versions) ?? null;
      return other === undefined || range === null ? [] : [{ product: other.product, versions: range }];
    });
    about.rows.push({ row, versions, requires });
  }
  const spansOf = (rows: readonly IndexedRow[]) =>
    Float64Array.from(rows.flatMap(({ versions: { span } }) => [span.lowest, span.highest]));
  const indexed = [...products].map(([id, about]) => [id, { ...about, spans: spansOf(about.rows) }] as const);
  return { matrix, products: new Map(indexed) };
}
