import { describe, expect, it } from 'vitest';
import type { InspectionMaterial } from '../../../../src/core/records/material.ts';
import type { Signature } from '../../../../src/shared/domain/inspection/inspection-record.ts';
import { answered, AT, cell, found, material, materialWith } from '../../../support/inspection/inspection-material.ts';
import { valueOf } from '../../../support/value-of.ts';
import { ID, pcWith, SIGNATURES, signShown } from '../../../support/inspection/report-pc.ts';

describe('signing an inspection', () => {
  it('an inspection is signed as it was shown, and its report never changes afterwards', async () => {
    const pc = await pcWith();
    const shown = valueOf(await pc.reports.report(ID));
    expect(shown.record).toBeNull();
    expect(shown.report.lockdown).toMatchObject({
      level: 'unknown',
      reasons: [{ aspect: 'shell', is: 'unknown' }, {}, {}],
    });
    pc.at('2026-11-23T10:05:00+08:00');
    const record = valueOf(await pc.reports.sign(ID, shown.seal, SIGNATURES));
    expect(record).toMatchObject({ position: 1, problem: null, signatures: SIGNATURES, supplements: [] });
    expect(record.seal).toMatchObject({ number: 'XJ-261122-0001', signedAt: '2026-11-23T10:05:00.000+08:00' });
    pc.at('2027-03-01T10:00:00+08:00');
    const later = valueOf(await pc.reports.report(ID));
    expect(later.report).toEqual({ ...shown.report, finishedAt: '2026-11-23T10:05:00.000+08:00' });
    expect(later).toMatchObject({ record, seal: record.seal.sha256 });
    expect(await signShown(pc)).toMatchObject({ problem: { code: 'inspection-not-open' } });
    expect(await pc.records.examine()).toBeNull();
  });

  it('an inspection is not signed where something changed since it was shown', async () => {
    const pc = await pcWith();
    const { seal } = valueOf(await pc.reports.report(ID));
    await pc.put(materialWith([cell('cable', '1', { answer: answered('abnormal', { note: '断' }) })]));
    expect(await pc.reports.sign(ID, seal, SIGNATURES)).toMatchObject({ problem: { code: 'report-outdated' } });
    const digest = valueOf(await pc.records.digest(ID));
    await pc.put(material());
    const texts = { content: '{}', people: '{}' };
    expect(await pc.records.sign(ID, digest, AT, texts)).toMatchObject({ problem: { code: 'report-outdated' } });
    expect(valueOf(await pc.reports.report(ID)).record).toBeNull();
  });

  it.each<[string, string, Partial<InspectionMaterial> | InspectionMaterial, Signature[]]>([
    ['cells are open', 'inspection-cells-open', materialWith([cell('cable', '1')]), SIGNATURES],
    [
      'it is decided otherwise than the program found, without a reason',
      'inspection-overrides-unreasoned',
      materialWith([cell('headset', '1', { automatic: found('abnormal'), answer: answered('normal') })]),
      SIGNATURES,
    ],
    [
      'nothing is decided',
      'inspection-not-concluded',
      { notes: { ...material().notes, conclusion: null } },
      SIGNATURES,
    ],
    [
      'it is decided otherwise without a reason',
      'inspection-reason-missing',
      { notes: { ...material().notes, conclusion: { decided: 'passed', reason: '' } } },
      SIGNATURES,
    ],
    ['no inspector signs', 'inspection-signature-missing', {}, SIGNATURES.slice(1)],
    [
      'nothing is drawn',
      'inspection-signature-incomplete',
      {},
      [{ role: 'inspector', name: '张三', method: 'drawn', strokes: '' }],
    ],
  ])('an inspection is not signed where %s', async (_, code, changes, signatures) => {
    const pc = await pcWith({ ...material(), ...changes });
    const refused = await signShown(pc, signatures);
    expect(refused).toMatchObject({ ok: false, problem: { code } });
    expect(valueOf(await pc.reports.report(ID)).record).toBeNull();
  });
});
