import type { Matrix, MatrixRow, Product } from './matrix-schema.ts';
import { versionOrderOf } from './versions/index.ts';
import type { VersionOrder, VersionRange } from './versions/version-order.ts';

export interface IndexedProduct {
  readonly product: Product;
  readonly order: VersionOrder;
  /** What is published about versions of this product; read when first asked for, most stations have few products. */
  readonly published: () => PublishedRows;
}

export interface PublishedRows {
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
  const rowsByProduct = Map.groupBy(matrix.rows, ({ product }) => product);
  const orders = new Map(matrix.products.map((product) => [product.id, versionOrderOf(product.scheme)]));
  const named = new Map(matrix.products.map((product) => [product.id, product]));

  const indexedRow = (row: MatrixRow): IndexedRow[] => {
    const versions = orders.get(row.product)?.range(row.versions) ?? null;
    if (versions === null) return [];
    const requires = (row.requires ?? []).flatMap((needed) => {
      const product = named.get(needed.product);
      const range = orders.get(needed.product)?.range(needed.versions) ?? null;
      return product === undefined || range === null ? [] : [{ product, versions: range }];
    });
    return [{ row, versions, requires }];
  };
  const publishedFor = (id: string): PublishedRows => {
    const rows = (rowsByProduct.get(id) ?? []).flatMap(indexedRow);
    const spans = Float64Array.from(rows.flatMap(({ versions: { span } }) => [span.lowest, span.highest]));
    return { rows, spans };
  };
  const products = matrix.products.map((product): [string, IndexedProduct] => {
    let read: PublishedRows | null = null;
    const order = orders.get(product.id)!;
    return [product.id, { product, order, published: () => (read ??= publishedFor(product.id)) }];
  });
  return { matrix, products: new Map(products) };
}
