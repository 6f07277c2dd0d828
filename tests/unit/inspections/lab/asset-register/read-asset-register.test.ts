import { execFileSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { readRegister, codeOf, ROW, xlsx } from '../../../../support/lab/asset-register-files.ts';
import { readPackage } from '../../../../../src/core/platform/zip.ts';
import { changedDocument, withBomb } from '../../../../support/zip-file.ts';

const LIST = ['类别,型号,序列号,资产编号,存放地点,数量', 'VR头显,HTC VIVE Pro 2,FA123,ZC-1,VR-301 01,1'].join('\r\n');

describe('a CSV asset register', () => {
  const gbk = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: LIST });

  test.each([
    ['UTF-8', Buffer.from(LIST)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${LIST}`)],
    ['GBK', gbk],
    ['UTF-16 as Excel saves it', Buffer.from(`\uFEFF${LIST.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 with the other byte first', Buffer.from(`\uFEFF${LIST}`, 'utf16le').swap16()],
    ['semicolons', Buffer.from(LIST.replaceAll(',', ';'))],
    ['tabs', Buffer.from(LIST.replaceAll(',', '\t'))],
  ])('reads a CSV asset register: %s', async (_name, bytes) => {
    expect((await readRegister(bytes)).rows).toEqual([ROW]);
  });

  it('headings are found below a title, lines have the numbers of the file, and columns of persons are not read', async () => {
    const books = await readRegister(
      'VR 教室设备台账,,,\n\n保管人编号,名称,规格型号,S/N (机身),使用人\n张老师,VR头显,Index,LHR-1,李同学\n,,,,王五\n',
    );
    expect(books.rows).toMatchObject([
      { line: 4, model: 'VR头显 Index', serial: 'LHR-1', quantity: 1, assetNumber: '' },
    ]);
    expect(JSON.stringify(books)).not.toMatch(/张老师|李同学|王五/);
  });

  it('a column whose heading names a person is not read, whatever else it contains', async () => {
    const books = await readRegister('名称,序列号,位置（使用人）\n头显,L1,张老师');
    expect(JSON.stringify(books.rows)).not.toContain('张老师');
  });

  it('English headings are read', async () => {
    const books = await readRegister(
      'Asset No.,Item,Model,Serial Number,Location,Qty,Keeper\nA1,Headset,Valve Index,L1,Lab,2,Bob',
    );
    expect(books.rows).toMatchObject([
      { model: 'Headset Valve Index', serial: 'L1', place: 'Lab', quantity: 2, assetNumber: 'A1' },
    ]);
    expect(JSON.stringify(books)).not.toContain('Bob');
  });

  it('formulas in a CSV stay text', async () => {
    const books = await readRegister(
      '名称,序列号\n"=HYPERLINK(""http://x"",""y"")",@SUM(A1)\n+1,-2\n头显,"=""00123"""',
    );
    expect(books.rows.map(({ model, serial }) => [model, serial])).toEqual([
      ['=HYPERLINK("http://x","y")', '@SUM(A1)'],
      ['+1', '-2'],
      ['头显', '00123'],
    ]);
  });

  it('totals and unusable lines are left out with line and reason, and numbers damaged by Excel are listed', async () => {
    const { rows, skipped } = await readRegister(
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

  it('rare characters and quoted line breaks are preserved', async () => {
    const books = await readRegister('名称,序列号,存放地点\n"头\n显",A1,𬭎㛃䶮楼');
    expect(books.rows).toMatchObject([{ model: '头 显', place: '𬭎㛃䶮楼' }]);
  });

  it('serial numbers on several lines of a cell stay several', async () => {
    expect((await readRegister('名称,序列号\n头显,"LHR-1\r\nLHR-2"')).rows[0]?.serial).toBe('LHR-1、LHR-2');
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
  ])('%s is recognised as a damaged number', async (number) => {
    const { skipped } = await readRegister(`名称,序列号,资产编号\n头显,${number},Z1\n头显,L2,${number}`);
    expect(skipped).toEqual([
      { line: 2, code: 'serial-damaged-by-excel' },
      { line: 3, code: 'asset-damaged-by-excel' },
    ]);
  });

  it('a line with more cells than headings is left out, as its columns may be shifted', async () => {
    const { rows, skipped } = await readRegister('类别,型号,序列号\n头显,Valve, Index,L1\n头显,Index,L2,,');
    expect(rows.map(({ serial }) => serial)).toEqual(['L2']);
    expect(skipped).toEqual([{ line: 2, code: 'columns-shifted' }]);
  });
});

describe('a refused asset register', async () => {
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
  ])('refuses an asset register: %s', async (_name, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  it('an asset register with any byte altered is read or refused, and never fails', async () => {
    for (let at = 0; at < good.length; at += 23) {
      const bytes = Buffer.from(good);
      bytes[at]! ^= 0x55;
      expect(await codeOf(bytes)).toMatch(/^books-|rows$/);
    }
  });
});
