import { describe, expect, it } from 'vitest';
import { lastSignedReport } from '../../../src/core/inspections/record/signed-report.ts';
import type { InspectionMaterial } from '../../../src/core/records/material.ts';
import { answered, cell, material, materialWith } from '../../support/inspection-material.ts';
import { forcing } from '../../support/inspection-pc.ts';
import { valueOf } from '../../support/value-of.ts';
import { ulidOf } from '../../support/requests.ts';
import { ID, SIGNATURES, signedPc } from '../../support/signed-inspection.ts';

describe('the next inspection of a lab', () => {
  const next = (lab = 'VR 教室 1'): InspectionMaterial => {
    const worked = materialWith([cell('cable', '2', { answer: answered('normal') })]);
    const header = { ...worked.header, id: ulidOf(2), number: 'XJ-2', lab: { ...worked.header.lab, lab } };
    return { ...worked, header, photos: [], cells: worked.cells.map((one) => ({ ...one, photos: [] })) };
  };

  it('is compared with the last signed one, and stays as it was signed', async () => {
    const { pc } = await signedPc();
    await pc.put(next());
    const { report, seal } = valueOf(await pc.reports.report(ulidOf(2)));
    expect(report.comparison?.previous).toMatchObject({ number: 'XJ-261122-0001', decided: 'rectify' });
    expect(report.comparison?.solved).toMatchObject([{ item: 'cable', subjects: ['seat:2'] }]);
    expect(report.problems).toMatchObject([{ item: 'headset', since: 'persisting' }]);
    expect(report.history.map(({ number }) => number)).toEqual(['XJ-261122-0001', 'XJ-2']);
    const record = valueOf(await pc.reports.sign(ulidOf(2), seal, SIGNATURES));
    expect(record).toMatchObject({ position: 2, problem: null });
    expect(valueOf(await pc.reports.report(ID)).report.history).toHaveLength(1);
    const { header } = next();
    expect(valueOf(await lastSignedReport(header, pc))?.id).toBe(ID);
    expect(valueOf(await lastSignedReport({ ...header, id: ulidOf(3) }, pc))?.id).toBe(ulidOf(2));
    expect(valueOf(await lastSignedReport(material().header, pc))).toBeNull();
    expect(await pc.records.examine()).toBeNull();
  });

  it('is compared with nothing of another lab, nor with what was altered', async () => {
    const { pc } = await signedPc();
    await pc.put(next('VR 教室 2'));
    expect(valueOf(await pc.reports.report(ulidOf(2))).report).toMatchObject({ comparison: null });
    await pc.put(next());
    expect(valueOf(await pc.reports.report(ulidOf(2))).report.comparison).not.toBeNull();
    await pc.sql(
      forcing(`UPDATE inspection_records SET content = replace(content, '外皮破损', '外皮完好')`, [
        'inspection_records_unchanged',
      ]),
    );
    expect(valueOf(await pc.reports.report(ulidOf(2))).report).toMatchObject({ comparison: null });
  });
});
