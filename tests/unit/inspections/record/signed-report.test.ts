import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/core/platform/canonical-json.ts';
import { sha256Of } from '../../../../src/core/records/signed-record.ts';
import { hashAfter } from '../../../../src/core/store/request-chain.ts';
import { databaseFileIn } from '../../../../src/core/store/database.ts';
import { answered, AT, cell, material, materialWith } from '../../../support/inspection/inspection-material.ts';
import {
  forcing,
  ID,
  reportPc,
  pcWith,
  SIGNATURES,
  signedPc,
  signShown,
} from '../../../support/inspection/report-pc.ts';
import { valueOf } from '../../../support/value-of.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { lastSignedReport } from '../../../../src/core/inspections/record/signed-report.ts';
import type { InspectionMaterial } from '../../../../src/core/records/material.ts';

describe('a signed record', () => {
  it.each<[string, string, string, string[]]>([
    [
      'content',
      'inspection-record-altered',
      `UPDATE inspection_records SET content = replace(content, '外皮破损', '外皮完好')`,
      ['inspection_records_unchanged'],
    ],
    [
      'instant',
      'inspection-record-altered',
      `UPDATE inspection_records SET content = replace(content, '10:00:00.000', '10:00:01.000')`,
      ['inspection_records_unchanged'],
    ],
    [
      'hash',
      'inspection-record-altered',
      `UPDATE inspection_records SET hash = replace(hash, substr(hash, 1, 1), 'x')`,
      ['inspection_records_unchanged'],
    ],
    [
      'names',
      'inspection-record-altered',
      `UPDATE inspection_records SET people = replace(people, '张三', '张四')`,
      ['inspection_records_unchanged'],
    ],
    [
      'header',
      'inspection-rows-altered',
      `UPDATE inspections SET header = replace(header, '第一中学', '第二中学')`,
      [],
    ],
    [
      'checklist',
      'inspection-rows-altered',
      `UPDATE inspections SET checklist = replace(checklist, '清空通道', '保持')`,
      [],
    ],
    ['remark', 'inspection-rows-altered', `UPDATE inspections SET notes = replace(notes, '雨天', '晴天')`, []],
    ['state', 'inspection-rows-altered', `UPDATE inspections SET state = 'open'`, []],
    ['moment', 'inspection-rows-altered', `UPDATE inspections SET saved_at = '2025-01-01T00:00:00.000+08:00'`, []],
    ['inspectors', 'inspection-rows-altered', `UPDATE inspections SET notes = replace(notes, '张三', '张四')`, []],
    [
      'answer',
      'inspection-rows-altered',
      `UPDATE inspection_cells SET answer = replace(answer, 'abnormal', 'normal')`,
      ['inspection_cells_frozen_update'],
    ],
    [
      'reading',
      'inspection-rows-altered',
      `UPDATE inspection_seats SET reading = replace(reading, '"platform":"linux"', '"platform":"win32"')`,
      ['inspection_seats_frozen_update'],
    ],
    [
      'photo',
      'inspection-rows-altered',
      `UPDATE inspection_photos SET jpeg = x'00'`,
      ['inspection_photos_frozen_update'],
    ],
    [
      'cell taken out',
      'inspection-rows-altered',
      `DELETE FROM inspection_cells WHERE item = 'exit'`,
      ['inspection_cells_frozen_delete'],
    ],
  ])(
    'a signed record altered in its %s is detected when it is read and when all are examined',
    async (_, code, sql, triggers) => {
      const { pc } = await signedPc();
      await pc.sql(forcing(sql, triggers));
      expect(valueOf(await pc.reports.report(ID)).record?.problem).toMatchObject({ code });
      expect(await pc.reports.document(ID, 'pdf', AbortSignal.any([]))).toMatchObject({ ok: false });
      expect(await signShown(pc)).toMatchObject({ ok: false });
      expect(await pc.records.examine()).toMatchObject({ code: 'inspection-records-changed' });
    },
  );

  it('an inspection that somebody reopened in the database cannot be signed a second time', async () => {
    const { pc } = await signedPc();
    await pc.sql(`UPDATE inspections SET state = 'open'`);
    const texts = { content: '{}', people: '{}' };
    const again = await pc.records.sign(ID, valueOf(await pc.records.digest(ID)), AT, texts);
    expect(again).toMatchObject({ problem: { code: 'inspection-not-open' } });
  });

  it('an unreadable record is reported, and the others still work', async () => {
    const { pc } = await signedPc();
    await pc.sql(forcing(`UPDATE inspection_records SET content = 'x' || content`, ['inspection_records_unchanged']));
    expect(await pc.reports.report(ID)).toMatchObject({ problem: { code: 'inspection-record-unreadable' } });
    await pc.put({ ...material(), header: { ...material().header, id: ulidOf(2), number: 'XJ-2' }, photos: [] });
    expect(valueOf(await pc.reports.report(ulidOf(2))).report.comparison).toBeNull();
  });

  it('a forged record with every digest recomputed lacks the signature of the key', async () => {
    const { pc } = await signedPc();
    const [row] = valueOf(await pc.records.of(ID)).rows;
    const { record, seal } = JSON.parse(row!.content) as { record: { number: string }; seal: object };
    const text = canonicalJson(record).replaceAll('外皮破损', '外皮完好');
    const content = canonicalJson({ record: JSON.parse(text) as unknown, seal: { ...seal, sha256: sha256Of(text) } });
    const forged = `UPDATE inspection_records SET content = '${content}', hash = '${hashAfter('', content)}'`;
    await pc.sql(forcing(forged, ['inspection_records_unchanged']));
    expect(valueOf(await pc.reports.report(ID)).record?.problem).toMatchObject({ code: 'inspection-record-altered' });
    expect(await pc.records.examine()).toMatchObject({ code: 'inspection-records-changed' });
  });

  it('a deleted record is reported', async () => {
    const { pc } = await signedPc();
    await pc.sql(forcing('DELETE FROM inspection_records', ['inspection_records_stay']));
    expect(await pc.reports.report(ID)).toMatchObject({ problem: { code: 'inspection-record-missing' } });
  });

  it('a record still verifies after its people were erased', async () => {
    const { pc, record } = await signedPc();
    await pc.sql('UPDATE inspection_records SET people = NULL');
    await pc.sql(`UPDATE inspections SET notes = json_set(notes, '$.inspectors', json('[]'), '$.schoolPerson', NULL)`);
    const erased = valueOf(await pc.reports.report(ID));
    expect(erased.record).toMatchObject({ problem: null, seal: record.seal });
    expect(JSON.stringify(erased)).not.toMatch(/张三|李|王五|M 1 2/);
    expect(erased.report.inspectors).toEqual(['', '']);
    expect(erased.record?.signatures).toEqual([
      { role: 'inspector', name: '', method: 'drawn', strokes: null },
      { role: 'school', name: '', method: 'paper', strokes: null },
    ]);
    expect(await pc.records.examine()).toBeNull();
    const file = valueOf(await pc.reports.document(ID, 'json', AbortSignal.any([])));
    const verified = valueOf(await pc.reports.verify({ name: 'x', bytes: Buffer.from(file.base64, 'base64') }));
    expect(verified).toMatchObject({ outcome: 'genuine', database: 'agrees' });
  });

  it('the chained part of a record holds no personal data', async () => {
    const { pc } = await signedPc();
    const [row] = valueOf(await pc.records.of(ID)).rows;
    expect(row?.content).not.toMatch(/张三|李|王五|M 1 2/);
    expect(row?.people).toMatch(/张三.*王五/);
  });

  it('a signed report is corrected by supplements, which are records themselves', async () => {
    const { pc, record } = await signedPc();
    pc.at('2026-12-01T08:00:00+08:00');
    const text = '线缆已于 12 月 1 日更换。';
    const { supplements, problem, seal } = valueOf(await pc.reports.addSupplement(ID, { author: '李四', text }));
    expect(supplements).toMatchObject([{ position: 2, author: '李四', text, at: '2026-12-01T08:00:00.000+08:00' }]);
    expect([problem, seal]).toEqual([null, record.seal]);
    expect(await pc.records.examine()).toBeNull();
    await pc.sql(
      forcing(`UPDATE inspection_records SET content = replace(content, '已于', '未于')`, [
        'inspection_records_unchanged',
      ]),
    );
    expect(valueOf(await pc.reports.report(ID)).record?.problem).toMatchObject({ code: 'inspection-record-altered' });
  });

  it('a report cannot be corrected before it is signed', async () => {
    const pc = await pcWith();
    expect(await pc.reports.addSupplement(ID, { author: '李四', text: '…' })).toMatchObject({
      problem: { code: 'inspection-not-signed' },
    });
  });
});

describe('the chain of all records', () => {
  it('a truncated chain of records is reported with the number of missing ones, until somebody accepts the loss', async () => {
    const pc = await pcWith();
    pc.session.close();
    const before = readFileSync(databaseFileIn(pc.folder));
    valueOf(await signShown(pc));
    pc.session.close();
    writeFileSync(databaseFileIn(pc.folder), before);
    const again = reportPc(pc.folder);
    const missing = { code: 'inspection-records-missing', params: { events: 1, requests: 1 } };
    expect(await again.records.problem()).toMatchObject(missing);
    const record = valueOf(await signShown(again));
    expect(record.problem).toMatchObject(missing);
    expect(await again.reports.document(ID, 'pdf', AbortSignal.any([]))).toMatchObject({ ok: true });
    await again.records.acceptLoss();
    expect(await reportPc(pc.folder).records.problem()).toBeNull();
  });
});

describe('the next inspection of a lab', () => {
  const next = (lab = 'VR 教室 1'): InspectionMaterial => {
    const worked = materialWith([cell('cable', '2', { answer: answered('normal') })]);
    const header = { ...worked.header, id: ulidOf(2), number: 'XJ-2', lab: { ...worked.header.lab, lab } };
    return { ...worked, header, photos: [], cells: worked.cells.map((one) => ({ ...one, photos: [] })) };
  };

  it('the next inspection of a lab is compared with the last signed one, and stays as it was signed', async () => {
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

  it('an inspection is not compared with one of another lab, nor with an altered record', async () => {
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
