import type { InspectionMaterial } from '../../src/core/records/material.ts';
import type { Signature } from '../../src/shared/domain/inspection/inspection-record.ts';
import { material } from './inspection-material.ts';
import { type InspectionPc, inspectionPc } from './inspection-pc.ts';
import { valueOf } from './value-of.ts';
import { ulidOf } from './requests.ts';

export const ID = ulidOf(1);
export const SIGNATURES: Signature[] = [
  { role: 'inspector', name: '张三', method: 'drawn', strokes: 'M 1 2 L 3 4' },
  { role: 'school', name: '王五', method: 'paper', strokes: null },
];

/** Signs what is shown now. */
export const signShown = async ({ reports }: InspectionPc, signatures = SIGNATURES) => {
  const { seal } = valueOf(await reports.report(ID));
  return await reports.sign(ID, seal, signatures);
};
/** A PC with an inspection that is under way. */
export const pcWith = async (worked: InspectionMaterial = material()): Promise<InspectionPc> => {
  const pc = inspectionPc();
  await pc.put(worked);
  return pc;
};
/** A PC with an inspection that was signed on it. */
export const signedPc = async () => {
  const pc = await pcWith();
  const record = valueOf(await signShown(pc));
  return { pc, record };
};
