import type { CheckEvidence } from '../../shared/domain/check-terms.ts';
import { judgeVersion, type VersionCause, type VersionJudgement } from '../matrix/judge-version.ts';
import type { StationVersion } from '../matrix/station-versions.ts';
import { dayOfUnixTime } from '../published/versions/number-schemes.ts';
import type { MatrixIndex } from '../published/matrix-index.ts';
import type { ProductKind } from '../published/matrix-schema.ts';
import type { CheckContext, CheckSituation, Judgement } from './check.ts';

/** Every cause a judgement of a version may name. */
export const VERSION_CAUSES: readonly VersionCause[] = [
  'version-blocked',
  'version-deprecated',
  'requirement-not-met',
  'version-not-told',
  'version-not-understood',
  'version-not-published',
  'version-undecided',
];

/** A version that is a moment is said as a day as well. */
function dayOf({ product, version }: StationVersion, { products }: MatrixIndex): CheckEvidence {
  const day = products.get(product)?.product.scheme === 'unix-time' ? dayOfUnixTime(version?.text ?? '') : null;
  return day === null ? {} : { versionDay: day };
}

/** What was found, what is required, by which row: part of every finding that rests on the matrix. */
function matrixEvidence({ found, row, required }: VersionJudgement, { matrix, stamp }: CheckContext): CheckEvidence {
  return {
    product: matrix.products.get(found.product)?.product.name ?? found.product,
    version: found.version?.text ?? null,
    ...dayOf(found, matrix),
    ...(found.gap !== undefined && { firmwareGap: found.gap }),
    readFrom: found.version?.source ?? null,
    required,
    reason: row?.reason ?? null,
    firmwarePolicy: row?.firmwarePolicy ?? null,
    row: row?.id ?? null,
    source: row?.source ?? null,
    matrixVersion: stamp.version,
  };
}

/** The versions of those products against the matrix, a judgement each. */
export const judgeProducts = (
  concerns: (product: string) => boolean,
  situation: CheckSituation,
  context: CheckContext,
): Judgement<VersionCause>[] =>
  situation.versions.filter(({ product }) => concerns(product)).map((found) => judgeProduct(found, situation, context));

export function judgeProduct(
  found: StationVersion,
  situation: CheckSituation,
  context: CheckContext,
): Judgement<VersionCause> {
  const judged = judgeVersion(found, situation);
  return {
    outcome: judged.outcome,
    subject: found.subject === 'host' ? found.product : found.subject,
    evidence: matrixEvidence(judged, context),
    ...(judged.cause !== null && { cause: judged.cause }),
  };
}

export const ofKind =
  (matrix: MatrixIndex, kind: ProductKind) =>
  (product: string): boolean =>
    matrix.products.get(product)?.product.kind === kind;
