import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { ReportContent, TableCell } from '../../../../src/core/reports/inspection/content/report-content.ts';
import { judgeLockdown } from '../../../../src/core/kiosk/judge-lockdown.ts';
import { unitsOf } from '../../../../src/core/reports/inspection/word/bar-table.ts';
import { readPackage } from '../../../../src/core/platform/zip.ts';
import { LANGUAGES } from '../../../../src/shared/domain/language.ts';
import { RARE_NAME } from '../../../support/request/form-records.ts';
import { composed, reportDocuments, written } from '../../../support/inspection/inspection-documents.ts';
import { inspectionRecord, inspectionReport } from '../../../support/inspection/inspection-report.ts';
import { readDocx } from '../../../support/request/reports.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const PHOTOS = [
  { width: 640, height: 480 },
  { width: 480, height: 640 },
];

/** As the reader of the tests joins the paragraphs of a cell. */
const cellText = (cell: TableCell): string =>
  (typeof cell === 'string' ? cell : cell.map(({ text }) => text).join('')).replaceAll('\n', '');
const paragraphsOf = ({ blocks }: ReportContent): string[] =>
  blocks.flatMap((block) => (block.type === 'paragraph' ? [block.text] : []));
const rowsOf = ({ blocks }: ReportContent): string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'fields') return block.fields.map(({ label, value }) => `${label}|${cellText(value)}`);
    return block.type === 'table' ? block.rows.map((row) => row.map(cellText).join('|')) : [];
  });

describe('the report as a Word document', () => {
  it.each(LANGUAGES)(
    'a report in Word has the same texts in the same order, on A4, with Chinese fonts named (%s)',
    async (language) => {
      const lockdown = judgeLockdown({ platform: 'other' });
      const report = { ...inspectionReport({ language, photos: PHOTOS }), lockdown };
      const record = inspectionRecord();
      const jpegs = report.photos.map((_, at) => Buffer.from(`\u00ff picture ${at}`, 'latin1'));
      const photos = new Map(report.photos.map(({ id }, at) => [id, jpegs[at]!]));
      const bytes = await written(report, record, 'docx', { photos });
      const docx = readDocx(bytes);
      const content = composed(report, record);

      const headings = content.blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
      const found = docx.paragraphs.filter((text) => headings.includes(text));
      // A section is named in the statistics as well, before its own heading.
      expect([...new Set(found.toReversed())].toReversed()).toEqual(headings);
      expect(docx.paragraphs).toEqual(expect.arrayContaining(paragraphsOf(content)));
      // What cannot be told is said.
      expect(docx.rows.flat().join('\n')).toContain(
        language === 'en' ? 'Unknown: something could not be read' : '无法判断',
      );
      const rows = new Set(
        docx.rows.flatMap((row) => [row.join('|'), row.slice(0, 2).join('|'), row.slice(2).join('|')]),
      );
      expect(rowsOf(content).filter((row) => !rows.has(row))).toEqual([]);
      expect(docx.paragraphs.join('\n')).toContain(`张${RARE_NAME}`);
      expect(docx.paragraphs.some((text) => /手写签名图像见 PDF|see the PDF/.test(text))).toBe(true);

      expect(docx.page).toMatchObject({
        w: '11906',
        h: '16838',
        top: '2098',
        left: '1587',
        bottom: '1984',
        right: '1474',
      });
      for (const font of docx.fonts) expect(font['eastAsia']).toMatch(/^(仿宋|黑体|宋体)$/);
      expect(docx.cellsWithoutParagraph).toBe(0);
      const tables = content.blocks.filter(({ type }) => type === 'table' || type === 'bars');
      expect(docx.repeatedHeads).toBe(tables.length);
      expect(docx.running.join('\n')).toContain(report.number);
      const media = [...readPackage(bytes)].filter(([name]) => name.startsWith('word/media/'));
      expect(media).toHaveLength(3);
      for (const jpeg of jpegs) expect(media.some(([, data]) => jpeg.equals(data))).toBe(true);
    },
  );

  it('a report in Word has its watermark on every page, and a note in place of an unreadable photo', async () => {
    const docx = readDocx(await written(inspectionReport({ photos: PHOTOS }), null, 'docx'));
    // First page, right pages, left pages.
    expect(docx.running.filter((text) => text === '草稿')).toHaveLength(3);
    expect(docx.paragraphs.filter((text) => text === '照片读不出')).toHaveLength(2);
    expect(docx.paragraphs).toContain('草稿：尚未签字，内容仍可能改变，不作为巡检结论。');
  });

  it('a report in Word never splits the row of signatures, and its heading and the conclusion stay with it', async () => {
    const bytes = await written(inspectionReport(), inspectionRecord(), 'docx');
    const xml = Buffer.from(readPackage(bytes).get('word/document.xml')!).toString();
    const row = /<w:tr>(?:(?!<w:tr>).)*（盖章处）/s.exec(xml)![0];
    expect(row).toContain('<w:cantSplit/>');
    const before = xml.slice(xml.lastIndexOf('结论：限期整改'), xml.indexOf(row));
    const paragraphs = before.match(/<w:p>.*?<\/w:p>/gs)!;
    expect(paragraphs.length).toBeGreaterThan(6);
    expect(paragraphs.filter((each) => !each.includes('<w:keepNext/>'))).toEqual([]);
  });

  it('every segment of a bar has some length, and all segments together the whole', () => {
    const units = (normal: number, abnormal: number, notInspected: number) =>
      unitsOf({ label: '', figure: '', parts: { normal, abnormal, notInspected, open: 0 } }).map((each) => each.units);
    expect(units(998, 1, 1)).toEqual([48, 1, 1]);
    expect(units(1, 1, 1)).toEqual([16, 17, 17]);
    expect(units(0, 0, 0)).toEqual([]);
  });
});

describe('the report as a workbook', () => {
  it('a report as a workbook has one row for each result, numbers as numbers and texts as texts', async () => {
    const formula = '=HYPERLINK("http://x")';
    const report = inspectionReport({
      seats: 3,
      change: { remark: '+1', schoolPerson: '@SUM(A1)', lab: { school: formula, campusZone: 'urban', lab: '-2' } },
    });
    const bytes = await written(report, inspectionRecord(), 'xlsx');
    const file = path.join(temporaryFolder(), 'report.xlsx');
    writeFileSync(file, bytes);
    const overview = await readSheet(file, '概况');
    const values = Object.fromEntries(overview.map(([label, value]) => [String(label), value]));
    expect(values).toMatchObject({
      学校: formula,
      教室: '-2',
      说明: '+1',
      学校在场人员: '@SUM(A1)',
      报告编号: report.number,
    });
    const xml = Buffer.from(readPackage(bytes).get('xl/worksheets/sheet1.xml')!).toString();
    expect(xml).not.toContain('<f>');

    const results = await readSheet(file, '逐项结果');
    const cells = report.sections.flatMap(({ items }) => items.flatMap((row) => row.cells));
    expect(results).toHaveLength(1 + cells.length);
    expect(results.find(([, item]) => item === '相对湿度')?.slice(4, 9)).toEqual(['整间教室', '异常', null, 78, '%RH']);
    expect(await readSheet(file, '设备')).toHaveLength(1 + report.equipment.length);
    expect(results[1]?.[10]).toEqual(new Date('2026-11-22T09:15:00Z'));
    const [, problem] = await readSheet(file, '问题');
    expect(problem?.slice(0, 3)).toEqual([1, '重要', '头显各部件齐全']);
    expect(problem?.[8]).toEqual(new Date(`${report.problems[0]!.deadline}T00:00:00Z`));
    const versions = await readSheet(file, '版本');
    expect(versions.slice(1).map((row) => row[2])).toEqual(['≥ 4.2.0', '1610.0', '清单未规定', '不限']);
    const total = (await readSheet(file, '统计')).find(([label]) => label === '合计');
    expect(total?.slice(1, 4)).toEqual([report.counts.asked, report.counts.normal, report.counts.abnormal]);
    expect(total?.[7]).toBe(Math.floor((report.counts.normal / report.counts.asked) * 1000) / 1000);
    expect(Buffer.from(readPackage(bytes).get('xl/styles.xml')!).toString()).toContain('formatCode="0.0%"');
  });
});

it('a workbook prints on landscape A4, one page wide, its headings on every page, and can be filtered', async () => {
  const parts = readPackage(await written(inspectionReport(), inspectionRecord(), 'xlsx'));
  const text = (part: string) => Buffer.from(parts.get(part)!).toString();
  const rows = inspectionReport().problems.length + 1;
  const problems = text('xl/worksheets/sheet4.xml');
  for (const set of [
    '<pageSetUpPr fitToPage="1"/>',
    `<autoFilter ref="A1:K${rows}"/>`,
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  ])
    expect(problems).toContain(set);
  expect(text('xl/workbook.xml')).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="3">'问题'!$1:$1<`);
  // Fills of the severities, and lines round every cell.
  expect(text('xl/styles.xml')).toMatch(/F9DDB0/i);
  expect(text('xl/styles.xml')).toContain('thin');
});

describe('other formats, and cancelling', () => {
  it('a report as JSON is the data unchanged', async () => {
    const [report, record] = [inspectionReport(), inspectionRecord()];
    expect(JSON.parse((await written(report, record, 'json')).toString())).toEqual({ report, record });
  });

  it.each(['pdf', 'docx', 'xlsx', 'json'] as const)('no %s of a report is made once cancelled', async (format) => {
    const photo = () => Promise.reject(new Error('not asked for'));
    const made = await reportDocuments().make(
      { report: inspectionReport(), record: null, photo },
      format,
      AbortSignal.abort(),
    );
    expect(made).toMatchObject({ problem: { code: 'printing-cancelled' } });
  });

  it('no file of a report has characters that paper and XML cannot show', async () => {
    const report = inspectionReport({ change: { remark: 'a\u0000\u0008b\ud800\uffffc' } });
    for (const format of ['docx', 'xlsx'] as const) {
      const parts = readPackage(await written(report, null, format));
      const texts = [...parts].map(([, data]) => Buffer.from(data).toString()).join('');
      expect(texts).toMatch(/ab\ufffd?c/);
      // oxlint-disable-next-line no-control-regex -- they must not be there
      expect(texts).not.toMatch(/[\u0000\u0008]/);
    }
  });
});
