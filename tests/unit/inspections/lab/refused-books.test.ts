import { describe, expect, it, test } from 'vitest';
import { readPackage } from '../../../../src/core/platform/zip.ts';
import { changedDocument, withBomb } from '../../../support/zip-file.ts';
import { codeOf, xlsx } from '../../../support/books.ts';

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
