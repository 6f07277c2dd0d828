import type { IndexedRow, MatrixIndex } from '../published/matrix-index.ts';
import type { Platform, StationVersion } from './station-versions.ts';
import type { Version, VersionRange } from '../published/versions/version-order.ts';
import type { MatrixRow, Product } from '../published/matrix-schema.ts';

/** What is known about a station when its versions are judged. */
export interface Circumstances {
  readonly versions: readonly StationVersion[];
  /** Catalogue models connected now. */
  readonly models: ReadonlySet<string>;
  readonly platform: Platform | null;
  /** Civil date in UTC+8, YYYY-MM-DD. */
  readonly today: string;
}

/** What the matrix rules about one version found. */
export interface Reading {
  /** Null: not reported, or not written in its scheme. */
  readonly version: Version | null;
  /** Rows that apply to this version here and now. */
  readonly rows: readonly IndexedRow[];
  /** A row that would apply if the version were reported in full. */
  readonly undecided: IndexedRow | null;
}

/** Something a row asks of a product because the row itself applies. */
export interface Demand {
  readonly row: MatrixRow;
  readonly product: string;
  readonly versions: VersionRange;
}

/** A station before the matrix: every row has been tried once. */
export interface Situation extends Circumstances {
  readonly readings: ReadonlyMap<StationVersion, Reading>;
  readonly demands: ReadonlyMap<string, readonly Demand[]>;
}

function concerns({ row: { when, from, until } }: IndexedRow, { models, platform, today }: Circumstances): boolean {
  if ((from !== undefined && today < from) || (until !== undefined && today > until)) return false;
  if (when === undefined) return true;
  if (when.platforms !== undefined && (platform === null || !when.platforms.includes(platform))) return false;
  return when.headsets === undefined || when.headsets.some((model) => models.has(model));
}

function lookUp({ product, version: reported }: StationVersion, matrix: MatrixIndex, here: Circumstances): Reading {
  const about = matrix.products.get(product);
  const version = reported === null ? null : (about?.order.read(reported.text) ?? null);
  const rows: IndexedRow[] = [];
  let undecided: IndexedRow | null = null;
  if (about === undefined || version === null) return { version: null, rows, undecided };
  const [first = 0] = version.low;
  const { rows: published, spans } = about.published();
  for (let index = 0; index < published.length; index += 1) {
    // An open end is part of `high`, never of the first number.
    if (first < spans[2 * index]! || first > spans[2 * index + 1]!) continue;
    const row = published[index]!;
    const inside = row.versions.contains(version);
    if (inside === false || !concerns(row, here)) continue;
    if (inside === null) undecided ??= row;
    else rows.push(row);
  }
  return { version, rows, undecided };
}

/** Asks the matrix once about everything a station has. Pure. */
export function situate(index: MatrixIndex, here: Circumstances): Situation {
  const readings = new Map(here.versions.map((found) => [found, lookUp(found, index, here)]));
  const demands = new Map<string, Demand[]>();
  for (const { rows } of readings.values())
    for (const { row, requires } of rows)
      for (const { product, versions } of requires) {
        const demand = { row, product: product.id, versions };
        const known = demands.get(product.id);
        if (known === undefined) demands.set(product.id, [demand]);
        else known.push(demand);
      }
  return { ...here, readings, demands };
}

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
