import { execFileSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readBooks } from '../../../../src/core/inspections/lab/books/read-books.ts';
import { readPackage } from '../../../../src/core/reports/docx/package-file.ts';
import type { Books } from '../../../../src/shared/domain/inspection/lab-equipment.ts';
import { changedDocument, withBomb } from '../../../support/zip-file.ts';

const NOW = new Date('2026-11-22T01:00:00Z');
const read = (bytes: string | Uint8Array, name = '台账.csv') =>
  readBooks({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }, NOW);

async function booksIn(bytes: string | Uint8Array): Promise<Books> {
  const books = await read(bytes);
  if (!books.ok) throw new Error(JSON.stringify(books.problem));
  return books.value;
}
async function codeOf(bytes: string | Uint8Array): Promise<string> {
  const books = await read(bytes);
  return books.ok ? `${books.value.rows.length} rows` : books.problem.code;
}
const xlsx = (data: SheetData): Promise<Buffer> => writeXlsxFile(data).toBuffer();

const LIST = ['类别,型号,序列号,资产编号,存放地点,数量', 'VR头显,HTC VIVE Pro 2,FA123,ZC-1,VR-301 01,1'].join('\r\n');
const ROW = {
  line: 2,
  category: 'VR头显',
  model: 'HTC VIVE Pro 2',
  serial: 'FA123',
  assetNumber: 'ZC-1',
  place: 'VR-301 01',
  quantity: 1,
};

describe('CSV', () => {
  const gbk = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: LIST });

  test.each([
    ['UTF-8', Buffer.from(LIST)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${LIST}`)],
    ['GBK', gbk],
    ['UTF-16 as Excel saves it', Buffer.from(`\uFEFF${LIST.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 with the other byte first', Buffer.from(`\uFEFF${LIST}`, 'utf16le').swap16()],
    ['semicolons', Buffer.from(LIST.replaceAll(',', ';'))],
    ['tabs', Buffer.from(LIST.replaceAll(',', '\t'))],
  ])('%s', async (_name, bytes) => {
    expect((await booksIn(bytes)).rows).toEqual([ROW]);
  });

  it('finds the headings below a title, numbers lines as the file does, and reads no person', async () => {
    const books = await booksIn(
      'VR 教室设备台账,,,\n\n保管人编号,名称,规格型号,S/N (机身),使用人\n张老师,VR头显,Index,LHR-1,李同学\n,,,,王五\n',
    );
    expect(books.rows).toMatchObject([
      { line: 4, model: 'VR头显 Index', serial: 'LHR-1', quantity: 1, assetNumber: '' },
    ]);
    expect(JSON.stringify(books)).not.toMatch(/张老师|李同学|王五/);
  });

  it('reads no column whose heading speaks of a person, whatever else it says', async () => {
    const books = await booksIn('名称,序列号,位置（使用人）\n头显,L1,张老师');
    expect(JSON.stringify(books.rows)).not.toContain('张老师');
  });

  it('reads English headings', async () => {
    const books = await booksIn(
      'Asset No.,Item,Model,Serial Number,Location,Qty,Keeper\nA1,Headset,Valve Index,L1,Lab,2,Bob',
    );
    expect(books.rows).toMatchObject([
      { model: 'Headset Valve Index', serial: 'L1', place: 'Lab', quantity: 2, assetNumber: 'A1' },
    ]);
    expect(JSON.stringify(books)).not.toContain('Bob');
  });

  it('leaves formulas as the text they are', async () => {
    const books = await booksIn('名称,序列号\n"=HYPERLINK(""http://x"",""y"")",@SUM(A1)\n+1,-2\n头显,"=""00123"""');
    expect(books.rows.map(({ model, serial }) => [model, serial])).toEqual([
      ['=HYPERLINK("http://x","y")', '@SUM(A1)'],
      ['+1', '-2'],
      ['头显', '00123'],
    ]);
  });

  it('leaves out totals and what it cannot use, with line and reason, and marks numbers Excel has damaged', async () => {
    const { rows, skipped } = await booksIn(
      '名称,序列号,数量\n头显,1.23E+12,1\n头显,,二十\n,,3\n合计,,20\n头显,,２０台\n头显,"12,345,678",1',
    );
    expect(skipped).toEqual([
      { line: 2, code: 'serial-damaged-by-excel' },
      { line: 3, code: 'quantity-unreadable' },
      { line: 4, code: 'nothing-named' },
      { line: 5, code: 'total-line' },
      { line: 7, code: 'serial-damaged-by-excel' },
    ]);
    expect(rows.map(({ line, quantity }) => [line, quantity])).toEqual([
      [2, 1],
      [6, 20],
      [7, 1],
    ]);
  });

  it('keeps rare characters and quoted line breaks', async () => {
    const books = await booksIn('名称,序列号,存放地点\n"头\n显",A1,𬭎㛃䶮楼');
    expect(books.rows).toMatchObject([{ model: '头 显', place: '𬭎㛃䶮楼' }]);
  });

  it('keeps numbers below one another in a cell apart', async () => {
    expect((await booksIn('名称,序列号\n头显,"LHR-1\r\nLHR-2"')).rows[0]?.serial).toBe('LHR-1、LHR-2');
  });

  test.each([
    '1.23457E+15',
    '１.2E15',
    '1E+15',
    '2021-03-01',
    '2021/3/1',
    '3月1日',
    'Mar-21',
    '######',
    '#REF!',
    '=A1',
  ])('tells that %s is no number that was typed', async (number) => {
    const { skipped } = await booksIn(`名称,序列号,资产编号\n头显,${number},Z1\n头显,L2,${number}`);
    expect(skipped).toEqual([
      { line: 2, code: 'serial-damaged-by-excel' },
      { line: 3, code: 'asset-damaged-by-excel' },
    ]);
  });

  it('leaves out a line with more than the headings have, which may stand in the wrong columns', async () => {
    const { rows, skipped } = await booksIn('类别,型号,序列号\n头显,Valve, Index,L1\n头显,Index,L2,,');
    expect(rows.map(({ serial }) => serial)).toEqual(['L2']);
    expect(skipped).toEqual([{ line: 2, code: 'columns-shifted' }]);
  });
});

describe('XLSX', () => {
  it('takes a merged category and place for every line it covers, and shares out a merged number', async () => {
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
      (await booksIn(file)).rows.map(({ category, serial, place, quantity }) => [category, serial, place, quantity]),
    ).toEqual([
      ['VR头显', 'L1', 'VR-301', 2],
      ['VR头显', 'L2', 'VR-301', 1],
      ['VR头显', 'L3', 'VR-302', 1],
      ['手柄', 'L4', '', 1],
    ]);
  });

  it('takes the value kept beside a formula, never works one out, and minds no error', async () => {
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
    const { rows, skipped } = await booksIn(file);
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

  it('takes a number as it is shown, and tells of one that is not there', async () => {
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
    const { rows, skipped } = await booksIn(file);
    expect(rows.map(({ serial, assetNumber }) => [serial, assetNumber])).toEqual([
      ['0012345', 'ZC-0007'],
      ['=', ''],
      ['#N/A', ''],
    ]);
    expect(skipped).toEqual([3, 4].map((line) => ({ line, code: 'serial-damaged-by-excel' })));
  });

  it('puts headings of two rows together', async () => {
    const head = (...values: (string | null)[]) => values.map((value) => (value === null ? null : { value }));
    const { rows } = await booksIn(
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

  it('reads the first sheet that has headings', async () => {
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
    expect((await booksIn(file)).rows.map(({ model, quantity }) => [model, quantity])).toEqual([
      ['头显', 20],
      ['手柄', 1],
      ['手柄', 2],
    ]);
  });

  it('passes over hidden sheets, and names others in sight that it does not read', async () => {
    const list = (model: string) => [
      [{ value: '型号' }, { value: '数量' }],
      [{ value: model }, { value: 1 }],
    ];
    const sheets = ['去年', '今年', '二楼'].map((sheet) => ({ sheet, data: list(sheet) }));
    const file = changedDocument(await writeXlsxFile(sheets).toBuffer(), {
      'xl/workbook.xml': (text) => text.replace('name="去年"', 'name="去年" state="hidden"'),
    });
    const { rows, otherSheets } = await booksIn(file);
    expect(rows.map(({ model }) => model)).toEqual(['今年']);
    expect(otherSheets).toEqual(['二楼']);
  });
});

describe('refused', async () => {
  const good = await xlsx([
    [{ value: '名称' }, { value: '序列号' }],
    [{ value: '头显' }, { value: 'X1' }],
  ]);
  const withSheet = (change: (text: string) => string) => changedDocument(good, { 'xl/worksheets/sheet1.xml': change });
  const corner = withSheet((text) =>
    text.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
  );
  const entities = changedDocument(good, {
    'xl/workbook.xml': (text) => text.replace('<workbook', '<!DOCTYPE x [<!ENTITY a "b">]><workbook'),
  });

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'books-unreadable'],
    ['another list', '姓名,班级\n张三,一班', 'books-unreadable'],
    ['headings alone', '名称,序列号\n', 'books-unreadable'],
    ['one heading', '名称\n头显', 'books-unreadable'],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'books-old-excel'],
    ['a page of a website', '<html><table><tr><td>名称,序列号</td></tr></table></html>', 'books-damaged'],
    ['a picture', Buffer.from('89504e470d0a1a0a00ff00ff', 'hex'), 'books-damaged'],
    ['quotes without end', `名称,序列号\n"${'x'.repeat(200_000)}`, 'books-damaged'],
    ['3 MB and more', Buffer.alloc(3_000_001, 0x41), 'books-too-large'],
    ['6000 lines', `名称,序列号\n${'头显,A\n'.repeat(6000)}`, 'books-too-large'],
    ['a cell in the farthest corner', corner, 'books-too-large'],
    ['a bomb', withBomb(readPackage(good), 40 * 1024 * 1024), 'books-too-large'],
    ['entities', entities, 'books-damaged'],
    ['a Word file', changedDocument(good, { 'xl/workbook.xml': null }), 'books-damaged'],
    ['a sheet cut off', withSheet((text) => text.slice(0, -40)), 'books-damaged'],
    ['a file cut off', good.subarray(0, good.length - 30), 'books-damaged'],
  ])('%s', async (_name, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('as a problem or a list, whichever byte is wrong', async () => {
    for (let at = 0; at < good.length; at += 23) {
      const bytes = Buffer.from(good);
      bytes[at]! ^= 0x55;
      expect(await codeOf(bytes)).toMatch(/^books-|rows$/);
    }
  });
});
