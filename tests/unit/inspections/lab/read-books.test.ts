import { execFileSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { booksIn, ROW } from '../../../support/books.ts';

const LIST = ['类别,型号,序列号,资产编号,存放地点,数量', 'VR头显,HTC VIVE Pro 2,FA123,ZC-1,VR-301 01,1'].join('\r\n');

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
