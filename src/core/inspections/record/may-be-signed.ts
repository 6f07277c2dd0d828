import type { InspectionReport } from '../../../shared/domain/inspection/inspection-report.ts';
import type { Signature } from '../../../shared/domain/inspection/inspection-record.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { InspectionMaterial } from '../../records/material.ts';

const isSigned = ({ name, method, strokes }: Signature): boolean =>
  name !== '' && (method === 'paper' || (strokes !== null && strokes !== ''));

/** Why an inspection may not be signed as it stands; null where it may. */
export function whatHindersSigning(
  { header, notes }: Pick<InspectionMaterial, 'header' | 'notes'>,
  { counts, conclusion }: Pick<InspectionReport, 'counts' | 'conclusion'>,
  signatures: readonly Signature[],
): Problem | null {
  const { number } = header;
  if (header.state !== 'open') return { code: 'inspection-not-open', params: { number } };
  if (counts.open > 0) return { code: 'inspection-cells-open', params: { number, count: counts.open } };
  if (notes.conclusion === null) return { code: 'inspection-not-concluded', params: { number } };
  if (conclusion.decided !== conclusion.proposed && conclusion.reason === '')
    return { code: 'inspection-reason-missing', params: { number } };
  if (!signatures.some((signature) => signature.role === 'inspector'))
    return { code: 'inspection-signature-missing', params: { number } };
  return signatures.every(isSigned) ? null : { code: 'inspection-signature-incomplete', params: { number } };
}
