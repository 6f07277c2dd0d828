import type { CheckRun } from '../../shared/domain/check-run.ts';
import { contextAt, buildSituation, succeededFacts } from '../checks/context.ts';
import type { Publication } from '../published/publication.ts';
import { judgeVersion, type VersionJudgement } from '../matrix/judge-version.ts';
import type { MatrixRow, Product } from '../published/matrix-schema.ts';

/** Why a product of the matrix is judged as it is on a station. */
export interface ProductExplanation {
  readonly product: Product;
  /** One for each place the product was found at; empty where it is not there. */
  readonly found: readonly VersionJudgement[];
  /** Every row about it, with whether it applies to what was found. */
  readonly rows: readonly { readonly row: MatrixRow; readonly speaks: boolean }[];
  /** What rows of other installed products ask of it. */
  readonly demands: readonly { readonly row: MatrixRow; readonly versions: string }[];
}

/** Null: the matrix has no such product. Pure. */
export function explainProduct(id: string, run: CheckRun, publication: Publication): ProductExplanation | null {
  const about = publication.matrixIndex.products.get(id);
  if (about === undefined) return null;
  const context = contextAt(new Date(run.startedAt), publication, { station: run.station }, null);
  const situation = buildSituation(succeededFacts(run.snapshot.probes), run.devices, context);
  const versions = situation.versions.filter(({ product }) => product === id);
  const speaking = new Set(versions.flatMap((found) => situation.readings.get(found)!.rows));
  return {
    product: about.product,
    found: versions.map((found) => judgeVersion(found, situation)),
    rows: about.published().rows.map((indexed) => ({ row: indexed.row, speaks: speaking.has(indexed) })),
    demands: (situation.demands.get(id) ?? []).map(({ row, versions: range }) => ({ row, versions: range.text })),
  };
}
