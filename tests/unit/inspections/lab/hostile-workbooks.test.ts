import { describe, expect, it, test } from 'vitest';
import { booksIn, codeOf } from '../../../support/books.ts';
import { goodWorkbook, hostileWorkbooks, packed } from '../../../support/hostile-workbooks.ts';
import { readPackage } from '../../../../src/core/platform/zip.ts';
import { changedDocument } from '../../../support/zip-file.ts';

describe('a small workbook that would become large is refused at once', async () => {
  test.each(await hostileWorkbooks())('%s', async (_, file, code) => {
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
  ])('%s', async (_, file) => {
    expect((await booksIn(file)).rows).toMatchObject([{ line: 2, model: '头显', serial: 'X1' }]);
  });

  it('with characters outside the basic plane, escapes and phonetic readings', async () => {
    const file = changedDocument(good, {
      'xl/sharedStrings.xml': (text) =>
        text.replace('<t>X1</t>', '<r><t>&#x2070E;</t></r><r><t>A&amp;B</t></r><rPh><t>ya</t></rPh>'),
    });
    expect((await booksIn(file)).rows).toMatchObject([{ serial: '𠜎A&B' }]);
  });
});
