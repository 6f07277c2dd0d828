import { describe, expect, it } from 'vitest';
import { createChromiumPrinter } from '../../../../../src/core/reports/chromium-printer.ts';
import { RARE_NAME } from '../../../../support/request/form-records.ts';
import { written } from '../../../../support/inspection/inspection-documents.ts';
import { inspectionRecord, inspectionReport } from '../../../../support/inspection/inspection-report.ts';
import { readPdf } from '../../../../support/request/reports.ts';

const never = new AbortController().signal;
const printer = createChromiumPrinter();
const pageOf = async (...[report, record]: Parameters<typeof written>) =>
  (await written(report, record, 'pdf')).toString();

/** As it is read aloud: without the spaces and breaks of a layout. */
const flat = (text: string) => text.replaceAll(/\s+/g, '');

describe('a printed inspection report', () => {
  it(
    'a printed report is A4 with every font embedded, has every number, problem and rare name, and counts its pages',
    { timeout: 60_000 },
    async () => {
      const report = inspectionReport({ seats: 40, photos: [{ width: 4, height: 3 }] });
      const record = inspectionRecord();
      const pdf = readPdf(await written(report, record, 'pdf', { printer }));
      expect(pdf.info['Page size']).toContain('A4');
      expect(pdf.info['Title']).toBe('VR 教室季度巡检报告 XJ-261122-7KQ3');
      expect(pdf.info['Tagged']).toBe('yes');
      expect(pdf.fonts.length).toBeGreaterThan(0);
      expect(pdf.fonts.filter(({ embedded }) => !embedded)).toEqual([]);

      const text = flat(pdf.pages.join('\n'));
      for (const said of ['某市第一中学', '虚拟仿真实验室（二）', report.number, '96.7%', `张${RARE_NAME}`])
        expect(text).toContain(flat(said));
      for (const { text: problem, deadline, action } of report.problems)
        for (const said of [problem['zh-CN'], action['zh-CN'], deadline]) expect(text).toContain(flat(said));
      for (const said of [record.seal.sha256.slice(0, 48), record.seal.keyId, '（手写签名图像）', '照片读不出'])
        expect(text).toContain(said);
      expect(text).not.toContain('草稿');

      pdf.pages.forEach((words, at) => expect(words).toMatch(new RegExp(`—\\s*${at + 1}\\s*—`)));
      for (const words of pdf.pages.slice(1)) expect(words).toContain(`共 ${pdf.pages.length} 页`);
      const withDevices = pdf.pages.filter((words) => /ZC-2024-\d\d/.test(words));
      expect(withDevices.length).toBeGreaterThan(1);
      for (const words of withDevices) expect(words).toContain('资产编号');
      // A heading is never the last thing on a page.
      for (const words of pdf.pages.slice(1)) {
        const lines = words.split('\n').filter((line) => line.trim() !== '');
        expect(lines.at(-2)).not.toMatch(/^\s*(十?[一二三四五六七八九十]、|附录)/);
      }
    },
  );

  it('a printed draft has its watermark on every page', { timeout: 60_000 }, async () => {
    const report = inspectionReport({ seats: 12, change: { demo: true } });
    const { pages } = readPdf(await written(report, null, 'pdf', { printer }));
    expect(pages.length).toBeGreaterThan(4);
    for (const words of pages) expect(words).toMatch(/草稿.*演示|演示.*草稿/s);
  });

  it(
    'signatures and conclusion are printed on one page, wherever on a page they begin',
    { timeout: 60_000 },
    async () => {
      const report = inspectionReport();
      const page = await pageOf(report, inspectionRecord(), 'pdf');
      const conclusion = { ...report.conclusion, reason: '理由很长，写了又写。'.repeat(200) };
      const long = await pageOf({ ...report, conclusion }, inspectionRecord(), 'pdf');
      const chapterOf = (html: string) => /<h2>六、巡检结论.*?(?=<h2 class="new-page">)/s.exec(html)![0];
      const again = Array.from({ length: 22 }, (_, at) => {
        const spacer = `<p style="height: ${7 + 10 * at}mm"></p>`;
        // A conclusion longer than a page cannot stay with its signatures, but these stay together.
        return at % 3 === 0
          ? spacer + chapterOf(long).replace('结论：限期整改', '结论见下').replace('签字盖章', '签字与盖章')
          : spacer + chapterOf(page);
      });
      // The summary says the conclusion as well.
      const html = page.replace('结论：限期整改', '结论见下').replace('</body>', `${again.join('\n')}</body>`);
      const printed = await printer.print(html, never);
      const { pages } = readPdf(printed.ok ? printed.value : Buffer.from(printed.problem.code));
      const signed = pages.filter((words) => /签字与?盖章/.test(words));
      expect(signed.length).toBeGreaterThan(15);
      const count = (words: string, what: RegExp) => words.match(what)?.length ?? 0;
      for (const words of pages) {
        const areas = count(words, /签字与?盖章/g);
        expect(count(words, /（盖章处）/g)).toBe(areas);
        expect(count(words, /手写签名图像）/g)).toBe(areas);
        // Date lines at the bottom of the two boxes that are signed on paper, beside the date of the drawn one.
        expect(count(words, /^.*2026年11月22日 +年 +月 +日 +年 +月 +日$/gm)).toBe(areas);
        expect(count(words, /结论：限期整改/g)).toBe(count(words, /签字盖章/g));
      }
      expect(pages.reduce((sum, words) => sum + count(words, /签字与?盖章/g), 0)).toBe(23);
    },
  );
});

describe('the page of a report', () => {
  it('the page of a report escapes every text', async () => {
    const nasty = `<b>&"'</b><script>1</script>`;
    const escaped = '&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;&lt;script&gt;1&lt;/script&gt;';
    const report = inspectionReport({ photos: [{ width: 1, height: 1 }] });
    const named = JSON.parse(
      JSON.stringify(report).replaceAll(
        /某市第一中学|虚拟仿真实验室（二）|线缆外皮完好|接头处开裂|王主任|李工|雨季前检修|更换线缆|可能断续黑屏|第二节课|Valve Index|ZC-2024|2026-Q3|vrlab 0.1.0|VR 教学平台/g,
        () => JSON.stringify(nasty).slice(1, -1),
      ),
    ) as typeof report;
    const page = await pageOf(named, null, 'pdf');
    expect(page).not.toContain('<b>');
    expect(page).not.toContain('<script');
    expect(page.split(escaped).length).toBeGreaterThan(40);
    expect(page).not.toMatch(/src="(?!data:)/);
  });

  it('the charts of a report need no colour: patterns, numbers, a title and a description', async () => {
    const page = await pageOf(inspectionReport({ seats: 40 }), inspectionRecord(), 'pdf');
    const charts = page
      .match(/<svg[^>]*role="img"[^>]*>\s*<title>.*?<\/svg>/gs)!
      .filter((svg) => svg.includes('<desc>'));
    expect(charts.map((svg) => /<title>(.*?)<\/title>/.exec(svg)![1])).toEqual([
      '各机位检查结果（完好率，正常/异常/未检项数） 1/2',
      '各机位检查结果（完好率，正常/异常/未检项数） 2/2',
      '历次巡检完好率',
    ]);
    expect(charts[0]).toContain('url(#striped)');
    expect(charts[0]).toContain('>66.7%  2/1/0</text>');
    expect(charts[0]).toContain('03：66.7% 正常 2 异常 1 未检 0');
    // Every period has its bar, however many there are.
    const history = Array.from({ length: 19 }, (_, at) => ({ ...inspectionReport().history[0]!, label: `P${at}` }));
    const many = await pageOf(inspectionReport({ change: { history } }), null, 'pdf');
    for (const { label } of history) expect(many).toContain(`>${label}</text>`);
  });

  it('the page of a report shows photos, and a note in place of an unreadable one', async () => {
    const report = inspectionReport({
      photos: [
        { width: 4, height: 3 },
        { width: 4, height: 3 },
      ],
    });
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
    const photos = new Map([[report.photos[0]!.id, jpeg]]);
    const page = (await written(report, null, 'pdf', { photos })).toString();
    expect(page.match(/src="data:image\/jpeg;base64,\/9j\/2Q=="/g)).toHaveLength(1);
    expect(page.match(/class="missing">照片读不出</g)).toHaveLength(1);
    expect(page).toContain('图 1　机位 01：线缆外皮完好（2026年11月22日 09:15）');
  });
});
