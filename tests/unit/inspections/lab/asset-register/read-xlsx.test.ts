import { describe, expect, it, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { changedDocument } from '../../../../support/zip-file.ts';
import { readRegister, codeOf, ROW, xlsx } from '../../../../support/lab/asset-register-files.ts';
import { goodWorkbook, hostileWorkbooks, packed } from '../../../../support/lab/hostile-workbooks.ts';
import { readPackage } from '../../../../../src/core/platform/zip.ts';

describe('an XLSX asset register', () => {
  it('a merged category or place applies to every line it covers, and a merged quantity is divided', async () => {
    const file = await xlsx([
      ['类别', '型号', '序列号', '存放地点', '数量'].map((value) => ({ value })),
      [
        { value: 'VR头显', rowSpan: 3 },
        { value: 'Index' },
        { value: 'L1' },
        { value: 'VR-301', rowSpan: 2 },
        { value: 4, rowSpan: 3 },
      ],
      [null, { value: 'Index' }, { value: 'L2' }, null, null],
      [null, { value: 'Index' }, { value: 'L3' }, { value: 'VR-302' }, null],
      [{ value: '手柄' }, { value: 'Index' }, { value: 'L4' }, null, { value: 1 }],
    ]);
    expect(
      (await readRegister(file)).rows.map(({ category, serial, place, quantity }) => [
        category,
        serial,
        place,
        quantity,
      ]),
    ).toEqual([
      ['VR头显', 'L1', 'VR-301', 2],
      ['VR头显', 'L2', 'VR-301', 1],
      ['VR头显', 'L3', 'VR-302', 1],
      ['手柄', 'L4', '', 1],
    ]);
  });

  it('the value stored beside a formula is read, no formula is computed, and errors are tolerated', async () => {
    const file = changedDocument(
      await xlsx([
        [{ value: '名称' }, { value: '序列号' }, { value: '数量' }],
        [{ value: '头显' }, { value: 'X1' }, { value: 7 }],
      ]),
      {
        'xl/worksheets/sheet1.xml': (text) =>
          text.replace(
            '</sheetData>',
            `<row r="3"><c r="A3" t="str"><f>UPPER("index")</f><v>INDEX</v></c><c r="B3" t="str"><f>A1&amp;"!"</f></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
             <row r="4"><c r="A4" t="inlineStr"><is><t>=1+1</t></is></c><c r="B4"><v>123456789012</v></c><c r="C4"><f>1+1</f><v>2</v></c></row>
             <row r="5"><c r="A5" t="inlineStr"><is><t>头显</t></is></c><c r="B5"><v>12345678901234567</v></c></row></sheetData>`,
          ),
      },
    );
    const { rows, skipped } = await readRegister(file);
    expect(rows).toMatchObject([
      { model: '头显', quantity: 7 },
      { model: '=1+1', serial: '123456789012', quantity: 2 },
      { model: '头显', serial: '1.2345678901234568E+16' },
    ]);
    expect(skipped).toEqual([
      { line: 3, code: 'quantity-unreadable' },
      { line: 5, code: 'serial-damaged-by-excel' },
    ]);
  });

  it('a number is read as it is shown, and a damaged one is listed', async () => {
    const file = changedDocument(
      await xlsx([
        [{ value: '名称' }, { value: '序列号' }, { value: '资产编号' }],
        [{ value: '头显' }, { value: 12345, format: '0000000' }, { value: 7, format: '"ZC-"0000' }],
      ]),
      {
        'xl/worksheets/sheet1.xml': (text) =>
          text.replace(
            '</sheetData>',
            `<row r="3"><c r="A3" t="inlineStr"><is><t>头显</t></is></c><c r="B3"><f>A1</f><v/></c></row>
             <row r="4"><c r="A4" t="inlineStr"><is><t>头显</t></is></c><c r="B4" t="e"><v>#N/A</v></c></row></sheetData>`,
          ),
      },
    );
    const { rows, skipped } = await readRegister(file);
    expect(rows.map(({ serial, assetNumber }) => [serial, assetNumber])).toEqual([
      ['0012345', 'ZC-0007'],
      ['=', ''],
      ['#N/A', ''],
    ]);
    expect(skipped).toEqual([3, 4].map((line) => ({ line, code: 'serial-damaged-by-excel' })));
  });

  it('headings of two rows are combined', async () => {
    const head = (...values: (string | null)[]) => values.map((value) => (value === null ? null : { value }));
    const { rows } = await readRegister(
      await xlsx([
        [
          { value: '类别', rowSpan: 2 },
          { value: '型号', rowSpan: 2 },
          { value: '编号', columnSpan: 2 },
          null,
          { value: '使用人', columnSpan: 2 },
          null,
        ],
        head(null, null, '序列号', '资产编号', '位置', '名称'),
        head('头显', 'Index', 'L1', 'ZC-1', '张老师家', '张老师'),
      ]),
    );
    expect(rows).toEqual([{ ...ROW, line: 3, category: '头显', model: 'Index', serial: 'L1', place: '' }]);
  });

  it('the first sheet with headings is read', async () => {
    const file = await writeXlsxFile([
      { sheet: '说明', data: [[{ value: '请勿外传' }]] },
      {
        sheet: '设备',
        data: [
          [{ value: '名称' }, { value: '数量' }],
          [{ value: '头显' }, { value: 20 }],
          [{ value: '手柄', rowSpan: 2 }, { value: 1 }],
          [null, { value: 2 }],
        ],
      },
    ]).toBuffer();
    expect((await readRegister(file)).rows.map(({ model, quantity }) => [model, quantity])).toEqual([
      ['头显', 20],
      ['手柄', 1],
      ['手柄', 2],
    ]);
  });

  it('hidden sheets are ignored, and other visible sheets are named as not read', async () => {
    const list = (model: string) => [
      [{ value: '型号' }, { value: '数量' }],
      [{ value: model }, { value: 1 }],
    ];
    const sheets = ['去年', '今年', '二楼'].map((sheet) => ({ sheet, data: list(sheet) }));
    const file = changedDocument(await writeXlsxFile(sheets).toBuffer(), {
      'xl/workbook.xml': (text) => text.replace('name="去年"', 'name="去年" state="hidden"'),
    });
    const { rows, otherSheets } = await readRegister(file);
    expect(rows.map(({ model }) => model)).toEqual(['今年']);
    expect(otherSheets).toEqual(['二楼']);
  });
});

describe('a small workbook that would become large is refused at once', async () => {
  test.each(await hostileWorkbooks())('reads an odd workbook: %s', async (_, file, code) => {
    expect(await codeOf(file)).toBe(code);
  });
});

describe('a workbook that is only odd is read', async () => {
  const good = await goodWorkbook();
  const sheet = (change: (text: string) => string) => changedDocument(good, { 'xl/worksheets/sheet1.xml': change });
  const corner = (cell: string) =>
    sheet((text) => text.replace('</sheetData>', `<row r="1048576">${cell}</row></sheetData>`));
  test.each<[string, Buffer]>([
    ['an empty cell in the farthest corner', corner('<c r="XFD1048576" s="0"/>')],
    ['an empty pair in the farthest corner', corner("<c r='XFD1048576' s='0'></c>")],
    [
      'a size that is a lie',
      sheet((text) => text.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')),
    ],
    [
      'a merge over everything',
      sheet((text) =>
        text.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="C3:XFD1048576"/></mergeCells>'),
      ),
    ],
    ['packed', packed(readPackage(good))],
    ['cells without places', sheet((text) => text.replaceAll(/ r="\w+"/g, ''))],
    ['rows upside down', sheet((text) => text.replace(/(<row r="1".*<\/row>)(<row r="2".*<\/row>)/s, '$2$1'))],
  ])('reads an odd workbook: %s', async (_, file) => {
    expect((await readRegister(file)).rows).toMatchObject([{ line: 2, model: '头显', serial: 'X1' }]);
  });

  it('a workbook with characters outside the basic plane, escapes and phonetic readings is read', async () => {
    const file = changedDocument(good, {
      'xl/sharedStrings.xml': (text) =>
        text.replace('<t>X1</t>', '<r><t>&#x2070E;</t></r><r><t>A&amp;B</t></r><rPh><t>ya</t></rPh>'),
    });
    expect((await readRegister(file)).rows).toMatchObject([{ serial: '𠜎A&B' }]);
  });
});
